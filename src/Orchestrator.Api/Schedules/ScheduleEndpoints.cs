using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Errors;
using Orchestrator.Api.Json;
using Orchestrator.Api.Processes;
using Orchestrator.Products;
using Orchestrator.Schedules;

namespace Orchestrator.Api.Schedules;

/// <summary>Starting workflows at set times. Listing is ours; clients of orchestrator-core do so over GraphQL.</summary>
internal static class ScheduleEndpoints
{
    internal static void Map(IEndpointRouteBuilder api)
    {
        var schedules = api.MapGroup("/schedules").WithTags("Schedules");
        schedules
            .MapGet("/", ListAsync)
            .WithName("ListSchedules")
            .Produces<IReadOnlyList<ScheduleDto>>(200)
            .WithSummary("The schedules, by name.");
        schedules
            .MapPost("/", CreateAsync)
            .WithName("CreateSchedule")
            .Produces<ScheduleWrittenDto>(201)
            .WithSummary("Starts a workflow at set times.")
            .Produces<ProblemDto>(400)
            .Produces<ProblemDto>(409)
            .Produces<ProblemDto>(403)
            .Produces<ProblemDto>(404)
            .Produces<RequestErrorsDto>(422);
        schedules
            .MapPut("/", UpdateAsync)
            .WithName("UpdateSchedule")
            .Produces<ScheduleWrittenDto>(200)
            .WithSummary("Changes the name or the times.")
            .Produces<ProblemDto>(403)
            .Produces<ProblemDto>(404)
            .Produces<RequestErrorsDto>(422);
        schedules
            .MapDelete("/", DeleteAsync)
            .WithName("DeleteSchedule")
            .Produces<ScheduleWrittenDto>(200)
            .WithSummary("Deletes a schedule, or all of a workflow.")
            .Produces<ProblemDto>(403)
            .Produces<ProblemDto>(404)
            .Produces<RequestErrorsDto>(422);
    }

    private static async Task<JsonHttpResult<IReadOnlyList<ScheduleDto>>> ListAsync(
        RequestCaller caller,
        ISchedules schedules,
        CancellationToken cancellationToken
    )
    {
        var list = await schedules.ListAsync(caller.Value, cancellationToken);
        return TypedResults.Json<IReadOnlyList<ScheduleDto>>(
            [.. list.Select(ScheduleMapping.ToDto)],
            ApiJson.Default.IReadOnlyListScheduleDto
        );
    }

    private static async Task<JsonHttpResult<ScheduleWrittenDto>> CreateAsync(
        Body<CreateScheduleRequest> body,
        RequestCaller caller,
        IdempotencyKey key,
        ISchedules schedules,
        IWorkflowDirectory workflows,
        CancellationToken cancellationToken
    )
    {
        var request = body.Value;
        if (request.WorkflowId is { } id && (await workflows.GetAsync(id, cancellationToken)).Name != request.WorkflowName)
        {
            throw new ProblemException(StatusCodes.Status404NotFound, $"Workflow {id} is not '{Echo.Text(request.WorkflowName)}'");
        }

        await ScheduleFields.ExplainAsync(
            request.Fields,
            () =>
                schedules.CreateAsync(
                    request.WorkflowName,
                    request.Name,
                    request.Trigger,
                    request.Pages,
                    caller.Value,
                    key.Value,
                    cancellationToken
                )
        );
        return Written("Added to Create Queue", "CREATED", StatusCodes.Status201Created);
    }

    private static async Task<JsonHttpResult<ScheduleWrittenDto>> UpdateAsync(
        Body<UpdateScheduleRequest> body,
        RequestCaller caller,
        ISchedules schedules,
        CancellationToken cancellationToken
    )
    {
        var request = body.Value;
        await ScheduleFields.ExplainAsync(
            request.Fields,
            () => schedules.UpdateAsync(request.ScheduleId, request.Name, request.Trigger, caller.Value, cancellationToken)
        );
        return Written("Added to Update Queue", "UPDATED");
    }

    private static async Task<JsonHttpResult<ScheduleWrittenDto>> DeleteAsync(
        Body<DeleteScheduleRequest> body,
        RequestCaller caller,
        ISchedules schedules,
        CancellationToken cancellationToken
    )
    {
        await schedules.DeleteOfWorkflowAsync(body.Value.WorkflowId, body.Value.ScheduleId, caller.Value, cancellationToken);
        return Written("Added to Delete Queue", "DELETED");
    }

    private static JsonHttpResult<ScheduleWrittenDto> Written(string message, string status, int? statusCode = null) =>
        TypedResults.Json(new ScheduleWrittenDto(message, status), ApiJson.Default.ScheduleWrittenDto, statusCode: statusCode);
}
