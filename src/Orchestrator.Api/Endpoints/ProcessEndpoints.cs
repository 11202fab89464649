using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Orchestrator.Api.Contract;
using Orchestrator.Api.Errors;
using Orchestrator.Operations;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Products;

namespace Orchestrator.Api.Endpoints;

/// <summary>Starting, showing and steering processes.</summary>
internal static class ProcessEndpoints
{
    private const int MaxNoteLength = 5_000;

    internal static void Map(IEndpointRouteBuilder api)
    {
        var processes = api.MapGroup("/processes").WithTags("Processes");
        processes.MapGet("/", ListAsync).WithName("ListProcesses").WithSummary("Processes, filtered and ordered; the newest first, and the first 1,000 of them, unless the client asks for others.")
            .Produces<ProblemDto>(400).Produces(304);
        processes.MapGet("/status-counts", CountAsync).WithName("CountProcesses").WithSummary("How many processes have each status.");
        processes.MapPost("/{workflow_key}", StartAsync).WithName("StartProcess").WithSummary("Starts a workflow with the form pages answered so far. With an Idempotency-Key header the request can be repeated: it answers the process of the first one.")
            .Produces<FormNotCompleteDto>(510).Produces<FormInvalidDto>(400).Produces<ProblemDto>(403).Produces<ProblemDto>(404).Produces<ProblemDto>(409).Produces<RequestErrorsDto>(422)
            .Produces<ProblemDto>(503);
        processes.MapGet("/{process_id}", GetAsync).WithName("GetProcess").WithSummary("A process with its steps.")
            .Produces<ProblemDto>(404).Produces<RequestErrorsDto>(422);
        processes.MapPut("/{process_id}/resume", ResumeAsync).WithName("ResumeProcess").WithSummary("Answers a suspended process, or retries a failed one.")
            .Produces<FormNotCompleteDto>(510).Produces<FormInvalidDto>(400).Produces<ProblemDto>(403).Produces<ProblemDto>(404).Produces<ProblemDto>(409).Produces<ProblemDto>(503);
        processes.MapPut("/{process_id}/abort", AbortAsync).WithName("AbortProcess").WithSummary("Ends a process for good.")
            .Produces<ProblemDto>(403).Produces<ProblemDto>(404);
        processes.MapPut("/resume-all", ResumeAllAsync).WithName("ResumeAllTasks").WithSummary("Retries every task that has failed or waits.")
            .Produces<ProblemDto>(503);
        processes.MapPut("/{process_id}/skip", SkipAsync).WithName("SkipStep").WithSummary("Leaves out the step at which a process has failed, with a reason.")
            .Produces<ProblemDto>(400).Produces<ProblemDto>(403).Produces<ProblemDto>(404).Produces<ProblemDto>(409).Produces<RequestErrorsDto>(422).Produces<ProblemDto>(503);
        processes.MapDelete("/{process_id}", DeleteAsync).WithName("DeleteTask").WithSummary("Deletes a task with everything that was logged of it.")
            .Produces<ProblemDto>(400).Produces<ProblemDto>(403).Produces<ProblemDto>(404);
        processes.MapPatch("/{process_id}", UpdateAsync).WithName("UpdateProcess").WithSummary("Writes the note of a process.")
            .Produces<ProblemDto>(403).Produces<ProblemDto>(404).Produces<RequestErrorsDto>(422);
        processes.MapPost("/{process_id}/callback/{token}", AcceptCallbackAsync).WithName("ContinueProcess").WithSummary("Gives a process that awaits a callback what it waits for.")
            .Produces<ProblemDto>(403).Produces<ProblemDto>(404).Produces<ProblemDto>(409).Produces<RequestErrorsDto>(422).Produces<ProblemDto>(503);
        processes.MapPost("/{process_id}/callback/{token}/progress", ReportProgressAsync).WithName("ReportProgress").WithSummary("Shows how far an external system is.")
            .Produces<ProblemDto>(403).Produces<ProblemDto>(404).Produces<ProblemDto>(409).Produces<RequestErrorsDto>(422).Produces<ProblemDto>(503);
    }

    private static async Task<JsonHttpResult<StartedDto>> StartAsync(
        [Microsoft.AspNetCore.Mvc.FromRoute(Name = "workflow_key")] string workflowKey,
        string? reporter,
        ClaimsPrincipal user,
        HttpRequest request,
        IProcesses processes,
        CancellationToken cancellationToken)
    {
        var pages = await Request.ReadPagesAsync(request, cancellationToken);
        var starter = Request.ReadUser(reporter, user);
        var id = Request.ReadIdempotencyKey(request) is { } key
            ? await processes.StartOnceAsync(workflowKey, pages, starter, key, cancellationToken)
            : await processes.StartAsync(workflowKey, pages, starter, cancellationToken);
        return TypedResults.Json(new StartedDto(id), ApiJson.Default.StartedDto, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<Results<ContentHttpResult, StatusCodeHttpResult>> ListAsync(
        string? range,
        string? sort,
        string? filter,
        HttpContext context,
        IProcesses processes,
        ISubscriptionDirectory subscriptions,
        IOptions<OrchestratorOptions> options,
        CancellationToken cancellationToken)
    {
        var (start, end) = Request.ReadRange(range) ?? (0, options.Value.MaxPageSize);
        var search = new ProcessSearch(
            [.. Request.ReadPairs(filter, "filter").Select(static pair => new FieldFilter(pair.Name, pair.Value))],
            [.. Request.ReadPairs(sort, "sort").Select(static pair => new FieldOrder(pair.Name, IsDescending(pair.Value)))],
            start,
            end - start);
        var page = await processes.SearchAsync(search, cancellationToken);
        var linked = (await subscriptions.GetAsync([.. page.Items.SelectMany(static item => item.SubscriptionIds).Distinct()], cancellationToken))
            .ToDictionary(static subscription => subscription.SubscriptionId);
        IReadOnlyList<ProcessDto> list = [.. page.Items.Select(item => item.ToListDto([.. item.SubscriptionIds.Where(linked.ContainsKey).Select(id => linked[id])]))];

        // Said without a range as well: a client should see that there is more.
        context.Response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"processes {start}-{end}/{page.Total}");
        return EntityTag.Answer(context, JsonSerializer.Serialize(list, ApiJson.Default.IReadOnlyListProcessDto), static tag => $"W/\"0x{tag[..8]}\"");
    }

    private static bool IsDescending(string direction) => direction.ToUpperInvariant() switch
    {
        "ASC" => false,
        "DESC" => true,
        _ => throw new InvalidRequestException("sort_invalid", $"An order is asc or desc, not '{direction}'."),
    };

    private static async Task<JsonHttpResult<ProcessDto>> GetAsync(
        [Microsoft.AspNetCore.Mvc.FromRoute(Name = "process_id")] string processId,
        string? reporter,
        ClaimsPrincipal user,
        IProcesses processes,
        ISubscriptionDirectory subscriptions,
        CancellationToken cancellationToken)
    {
        var process = await processes.ShowAsync(Request.ReadId("process_id", processId), Request.ReadUser(reporter, user), cancellationToken);
        return TypedResults.Json(process.ToDto(await subscriptions.GetAsync(process.SubscriptionIds, cancellationToken)), ApiJson.Default.ProcessDto);
    }

    private static async Task<NoContent> ResumeAsync(
        [Microsoft.AspNetCore.Mvc.FromRoute(Name = "process_id")] string processId,
        string? reporter,
        ClaimsPrincipal user,
        HttpRequest request,
        IProcesses processes,
        CancellationToken cancellationToken)
    {
        var id = Request.ReadId("process_id", processId);
        await processes.ResumeAsync(id, await Request.ReadAnswersAsync(request, cancellationToken), Request.ReadUser(reporter, user), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> AbortAsync(
        [Microsoft.AspNetCore.Mvc.FromRoute(Name = "process_id")] string processId,
        string? reporter,
        ClaimsPrincipal user,
        IProcesses processes,
        CancellationToken cancellationToken)
    {
        await processes.AbortAsync(Request.ReadId("process_id", processId), Request.ReadUser(reporter, user), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<JsonHttpResult<ResumedDto>> ResumeAllAsync(string? reporter, ClaimsPrincipal user, IProcesses processes, CancellationToken cancellationToken) =>
        TypedResults.Json(new ResumedDto(await processes.ResumeAllAsync(Request.ReadUser(reporter, user), cancellationToken)), ApiJson.Default.ResumedDto);

    private static async Task<NoContent> SkipAsync(
        [Microsoft.AspNetCore.Mvc.FromRoute(Name = "process_id")] string processId,
        string? reporter,
        ClaimsPrincipal user,
        HttpRequest request,
        IProcesses processes,
        CancellationToken cancellationToken)
    {
        var id = Request.ReadId("process_id", processId);
        var body = await Request.ReadObjectAsync(request, cancellationToken);
        var reason = Request.ReadText(body, "reason") ?? throw RequestException.Field("reason", "missing", "Field required", body);
        await processes.SkipAsync(id, reason, Request.ReadUser(reporter, user), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> DeleteAsync(
        [Microsoft.AspNetCore.Mvc.FromRoute(Name = "process_id")] string processId,
        string? reporter,
        ClaimsPrincipal user,
        IProcesses processes,
        CancellationToken cancellationToken)
    {
        await processes.DeleteAsync(Request.ReadId("process_id", processId), Request.ReadUser(reporter, user), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<JsonHttpResult<ProcessDto>> UpdateAsync(
        [Microsoft.AspNetCore.Mvc.FromRoute(Name = "process_id")] string processId,
        string? reporter,
        ClaimsPrincipal user,
        HttpRequest request,
        IProcesses processes,
        ISubscriptionDirectory subscriptions,
        CancellationToken cancellationToken)
    {
        var id = Request.ReadId("process_id", processId);
        var body = await Request.ReadObjectAsync(request, cancellationToken);
        if (body.TryGetProperty("note", out _))
        {
            await processes.SetNoteAsync(id, Request.ReadText(body, "note", MaxNoteLength), Request.ReadUser(reporter, user), cancellationToken);
        }

        return await GetAsync(processId, reporter, user, processes, subscriptions, cancellationToken);
    }

    private static async Task<ContentHttpResult> AcceptCallbackAsync(
        [Microsoft.AspNetCore.Mvc.FromRoute(Name = "process_id")] string processId,
        string token,
        string? reporter,
        ClaimsPrincipal user,
        HttpRequest request,
        ICallbacks callbacks,
        CancellationToken cancellationToken)
    {
        var id = Request.ReadId("process_id", processId);
        await callbacks.AcceptAsync(id, token, await Request.ReadResultAsync(request, cancellationToken), Request.ReadUser(reporter, user), cancellationToken);
        return JsonNull();
    }

    private static async Task<ContentHttpResult> ReportProgressAsync(
        [Microsoft.AspNetCore.Mvc.FromRoute(Name = "process_id")] string processId,
        string token,
        string? reporter,
        ClaimsPrincipal user,
        HttpRequest request,
        ICallbacks callbacks,
        CancellationToken cancellationToken)
    {
        var id = Request.ReadId("process_id", processId);
        await callbacks.ReportProgressAsync(id, token, await Request.ReadProgressAsync(request, cancellationToken), Request.ReadUser(reporter, user), cancellationToken);
        return JsonNull();
    }

    private static ContentHttpResult JsonNull() => TypedResults.Content("null", "application/json");

    private static async Task<JsonHttpResult<StatusCountsDto>> CountAsync(IProcesses processes, CancellationToken cancellationToken) =>
        TypedResults.Json((await processes.CountByStatusAsync(cancellationToken)).ToDto(), ApiJson.Default.StatusCountsDto);
}
