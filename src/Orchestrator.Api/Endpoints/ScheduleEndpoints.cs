using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Api.Contract;
using Orchestrator.Api.Errors;
using Orchestrator.Schedules;
using Orchestrator.Schedules.Triggers;

namespace Orchestrator.Api.Endpoints;

/// <summary>Starting workflows at set times. Listing is ours; clients of orchestrator-core do so over GraphQL.</summary>
internal static class ScheduleEndpoints
{
    private const string Kind = "scheduled_type";
    private const string Name = "name";
    private const string Trigger = "trigger";
    private const string TriggerArguments = "trigger_kwargs";

    internal static void Map(IEndpointRouteBuilder api)
    {
        var schedules = api.MapGroup("/schedules").WithTags("Schedules");
        schedules.MapGet("/", ListAsync).WithName("ListSchedules").WithSummary("The schedules, by name.");
        schedules.MapPost("/", CreateAsync).WithName("CreateSchedule").WithSummary("Starts a workflow at set times.")
            .Produces<ProblemDto>(403).Produces<ProblemDto>(404).Produces<RequestErrorsDto>(422);
        schedules.MapPut("/", UpdateAsync).WithName("UpdateSchedule").WithSummary("Changes the name or the times.")
            .Produces<ProblemDto>(403).Produces<ProblemDto>(404).Produces<RequestErrorsDto>(422);
        schedules.MapDelete("/", DeleteAsync).WithName("DeleteSchedule").WithSummary("Deletes a schedule, or all of a workflow.")
            .Produces<ProblemDto>(403).Produces<ProblemDto>(404).Produces<RequestErrorsDto>(422);
    }

    private static async Task<JsonHttpResult<IReadOnlyList<ScheduleDto>>> ListAsync(ISchedules schedules, CancellationToken cancellationToken) =>
        TypedResults.Json<IReadOnlyList<ScheduleDto>>([.. (await schedules.ListAsync(cancellationToken)).Select(Mapping.ToDto)], ApiJson.Default.IReadOnlyListScheduleDto);

    private static async Task<JsonHttpResult<ScheduleWrittenDto>> CreateAsync(string? reporter, ClaimsPrincipal user, HttpRequest request, ISchedules schedules, CancellationToken cancellationToken)
    {
        var body = await ReadAsync(request, "create", cancellationToken);
        var workflow = Request.ReadText(body, "workflow_name") ?? throw RequestException.Field("workflow_name", "missing", "Field required", body);
        await WriteAsync(body, () =>
        {
            var trigger = ReadTrigger(body) ?? throw RequestException.Field(Trigger, "missing", "Field required", body);
            return schedules.CreateAsync(workflow, Request.ReadText(body, Name, 255), trigger, ReadPages(body), Request.ReadUser(reporter, user), cancellationToken);
        });
        return TypedResults.Json(new ScheduleWrittenDto("Added to Create Queue", "CREATED"), ApiJson.Default.ScheduleWrittenDto, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<JsonHttpResult<ScheduleWrittenDto>> UpdateAsync(string? reporter, ClaimsPrincipal user, HttpRequest request, ISchedules schedules, CancellationToken cancellationToken)
    {
        var body = await ReadAsync(request, "update", cancellationToken);
        var id = ReadId(body, "schedule_id") ?? throw RequestException.Field("schedule_id", "missing", "Field required", body);
        await WriteAsync(body, () => schedules.UpdateAsync(id, Request.ReadText(body, Name, 255), ReadTrigger(body), Request.ReadUser(reporter, user), cancellationToken));
        return TypedResults.Json(new ScheduleWrittenDto("Added to Update Queue", "UPDATED"), ApiJson.Default.ScheduleWrittenDto);
    }

    private static async Task<JsonHttpResult<ScheduleWrittenDto>> DeleteAsync(string? reporter, ClaimsPrincipal user, HttpRequest request, ISchedules schedules, CancellationToken cancellationToken)
    {
        var body = await ReadAsync(request, "delete", cancellationToken);
        var workflow = ReadId(body, "workflow_id") ?? throw RequestException.Field("workflow_id", "missing", "Field required", body);
        await schedules.DeleteOfWorkflowAsync(workflow, ReadId(body, "schedule_id"), Request.ReadUser(reporter, user), cancellationToken);
        return TypedResults.Json(new ScheduleWrittenDto("Added to Delete Queue", "DELETED"), ApiJson.Default.ScheduleWrittenDto);
    }

    private static async Task<JsonElement> ReadAsync(HttpRequest request, string kind, CancellationToken cancellationToken)
    {
        var body = await Request.ReadObjectAsync(request, cancellationToken);
        return Request.ReadText(body, Kind) == kind ? body : throw RequestException.Field(Kind, "literal_error", $"Input should be '{kind}'", body);
    }

    private static ScheduleTrigger? ReadTrigger(JsonElement body)
    {
        var kind = Request.ReadText(body, Trigger);
        var given = body.TryGetProperty(TriggerArguments, out var arguments) && arguments.ValueKind != JsonValueKind.Null;
        if (kind is null || !given)
        {
            return kind is null && !given ? null : throw RequestException.Field(kind is null ? Trigger : TriggerArguments, "missing", "Field required", body);
        }

        return ScheduleTrigger.Parse(kind, arguments);
    }

    /// <summary>Writes a schedule. What makes no sense in a field, however far it was looked at before it was seen, is refused as the contract refuses a body: with the field.</summary>
    private static async Task WriteAsync(JsonElement body, Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (InvalidRequestException invalid) when (FieldOf(invalid) is { } field)
        {
            throw RequestException.Field(field, "value_error", invalid.Message, body.TryGetProperty(field, out var given) ? given : null);
        }
    }

    private static string? FieldOf(InvalidRequestException invalid) => invalid.Code switch
    {
        "schedule_trigger_invalid" => TriggerArguments,
        "schedule_name_invalid" => Name,
        _ => null,
    };

    private static IReadOnlyList<JsonElement> ReadPages(JsonElement body) =>
        !body.TryGetProperty("user_inputs", out var pages) || pages.ValueKind == JsonValueKind.Null ? [JsonElement.Parse("{}")]
        : pages.ValueKind == JsonValueKind.Array ? [.. pages.EnumerateArray()]
        : throw RequestException.Field("user_inputs", "list_type", "Input should be a valid list", pages);

    private static Guid? ReadId(JsonElement body, string field)
    {
        var text = Request.ReadText(body, field);
        return text is null ? null : Guid.TryParse(text, out var id) ? id : throw RequestException.Field(field, "uuid_parsing", "Input should be a valid UUID", body.GetProperty(field));
    }
}
