using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Errors;
using Orchestrator.Api.Json;
using Orchestrator.Operations;
using Orchestrator.Options;
using Orchestrator.Products;

namespace Orchestrator.Api.Processes;

/// <summary>Starting, showing and steering processes.</summary>
internal static class ProcessEndpoints
{
    internal static void Map(IEndpointRouteBuilder api)
    {
        var processes = api.MapGroup("/processes").WithTags("Processes");
        processes
            .MapGet("/", ListAsync)
            .WithName("ListProcesses")
            .Produces<IReadOnlyList<ProcessDto>>(200)
            .WithSummary(
                "Processes, filtered and ordered; the newest first, and the first 1,000 of them, " + "unless the client asks for others."
            )
            .Produces<ProblemDto>(400)
            .Produces(304);
        processes
            .MapGet("/status-counts", CountAsync)
            .WithName("CountProcesses")
            .Produces<StatusCountsDto>(200)
            .WithSummary("How many processes have each status.");
        processes
            .MapPost("/{workflow_key}", StartAsync)
            .WithName("StartProcess")
            .Produces<StartedDto>(201)
            .Produces<ProblemDto>(412)
            .WithSummary(
                "Starts a workflow with the form pages answered so far. With an Idempotency-Key header the request can be "
                    + "repeated: it answers the process of the first one. A reconcile with a plan does what the plan says and "
                    + "nothing else; "
                    + "with force it writes also where nothing differs. With the header 'Prefer: wait=10' the answer comes when the "
                    + "process no longer runs, and says what became of it, after 10 seconds at the latest; at most 60."
            )
            .Produces<FormNotCompleteDto>(510)
            .Produces<ProblemDto>(403)
            .Produces<ProblemDto>(404)
            .Produces<ProblemDto>(409)
            .Produces<RequestErrorsDto>(422)
            .Produces<ProblemDto>(503);
        processes
            .MapGet("/{process_id}", GetAsync)
            .WithName("GetProcess")
            .Produces<ProcessDto>(200)
            .WithSummary("A process with its steps.")
            .Produces<ProblemDto>(404)
            .Produces<RequestErrorsDto>(422);
        processes
            .MapPut("/{process_id}/resume", ResumeAsync)
            .WithName("ResumeProcess")
            .Produces<RequestErrorsDto>(422)
            .WithSummary("Answers a suspended process, or retries a failed one.")
            .Produces<FormNotCompleteDto>(510)
            .Produces<ProblemDto>(403)
            .Produces<ProblemDto>(404)
            .Produces<ProblemDto>(409)
            .Produces<ProblemDto>(503);
        processes
            .MapPut("/{process_id}/abort", AbortAsync)
            .WithName("AbortProcess")
            .Produces<RequestErrorsDto>(422)
            .WithSummary("Ends a process for good. The reason, if the body has one, is in the audit log.")
            .Produces<ProblemDto>(403)
            .Produces<ProblemDto>(404);
        processes
            .MapPut("/resume-all", ResumeAllAsync)
            .WithName("ResumeAllTasks")
            .Produces<ResumedDto>(200)
            .WithSummary("Retries every task that has failed or waits.")
            .Produces<ProblemDto>(503);
        processes
            .MapPut("/{process_id}/skip", SkipAsync)
            .WithName("SkipStep")
            .WithSummary("Leaves out the step at which a process has failed, with a reason.")
            .Produces<ProblemDto>(400)
            .Produces<ProblemDto>(403)
            .Produces<ProblemDto>(404)
            .Produces<ProblemDto>(409)
            .Produces<RequestErrorsDto>(422)
            .Produces<ProblemDto>(503);
        processes
            .MapDelete("/{process_id}", DeleteAsync)
            .WithName("DeleteTask")
            .Produces<RequestErrorsDto>(422)
            .WithSummary("Deletes a task with everything that was logged of it.")
            .Produces<ProblemDto>(400)
            .Produces<ProblemDto>(403)
            .Produces<ProblemDto>(404);
        processes
            .MapPatch("/{process_id}", UpdateAsync)
            .WithName("UpdateProcess")
            .Produces<ProcessDto>(200)
            .WithSummary("Writes the note of a process.")
            .Produces<ProblemDto>(403)
            .Produces<ProblemDto>(404)
            .Produces<RequestErrorsDto>(422);
    }

    private static async Task<JsonHttpResult<StartedDto>> StartAsync(
        [FromRoute(Name = "workflow_key")] string workflowKey,
        Body<StartRequest> body,
        RequestCaller caller,
        IdempotencyKey key,
        PreferredWait wait,
        [AsParameters] StartQuery query,
        IProcesses processes,
        StartAnswer answer,
        CancellationToken cancellationToken
    )
    {
        var pages = body.Value.Pages;
        var id = (query.ToStart(key.Value), key.Value) switch
        {
            ({ } reconcile, _) => await processes.StartReconcileAsync(workflowKey, pages, caller.Value, reconcile, cancellationToken),
            (null, { } repeatable) => await processes.StartOnceAsync(workflowKey, pages, caller.Value, repeatable, cancellationToken),
            (null, null) => await processes.StartAsync(workflowKey, pages, caller.Value, cancellationToken),
        };
        return await answer.MakeAsync(id, caller, wait, cancellationToken, isPlanned: query.Plan is not null);
    }

    private static async Task<Results<ContentHttpResult, StatusCodeHttpResult>> ListAsync(
        [AsParameters] ProcessListQuery query,
        RequestCaller caller,
        HttpContext context,
        IProcesses processes,
        ISubscriptionDirectory subscriptions,
        IOptions<OrchestratorOptions> options,
        CancellationToken cancellationToken
    )
    {
        var range = PageRange.Read(query.Range, options.Value.MaxPageSize);
        var page = await processes.SearchAsync(query.ToSearch(range), caller.Value, cancellationToken);
        var ids = page.Items.SelectMany(static item => item.SubscriptionIds).Distinct();
        var linked = (await subscriptions.GetAsync([.. ids], caller.Value, cancellationToken)).ToDictionary(static subscription =>
            subscription.SubscriptionId
        );
        IReadOnlyList<ProcessDto> list =
        [
            .. page.Items.Select(item => item.ToListDto([.. item.SubscriptionIds.Where(linked.ContainsKey).Select(id => linked[id])])),
        ];
        range.WriteTo(context.Response, "processes", page.Total);
        var json = JsonSerializer.Serialize(list, ApiJson.Default.IReadOnlyListProcessDto);
        return EntityTag.Answer(context, json, static tag => $"W/\"0x{tag[..8]}\"");
    }

    private static async Task<JsonHttpResult<ProcessDto>> GetAsync(
        ProcessId process,
        RequestCaller caller,
        IProcesses processes,
        ISubscriptionDirectory subscriptions,
        CancellationToken cancellationToken
    )
    {
        var detail = await processes.ShowAsync(process.Value, caller.Value, cancellationToken);
        var linked = await subscriptions.GetAsync(detail.SubscriptionIds, caller.Value, cancellationToken);
        return TypedResults.Json(detail.ToDto(linked), ApiJson.Default.ProcessDto);
    }

    private static async Task<NoContent> ResumeAsync(
        ProcessId process,
        Body<ResumeRequest> body,
        RequestCaller caller,
        IProcesses processes,
        CancellationToken cancellationToken
    )
    {
        await processes.ResumeAsync(process.Value, body.Value.Pages, caller.Value, expected: null, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> AbortAsync(
        ProcessId process,
        Body<AbortRequest> body,
        RequestCaller caller,
        IProcesses processes,
        CancellationToken cancellationToken
    )
    {
        await processes.AbortAsync(process.Value, caller.Value, body.Value.Reason, expected: null, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<JsonHttpResult<ResumedDto>> ResumeAllAsync(
        RequestCaller caller,
        IProcesses processes,
        CancellationToken cancellationToken
    ) => TypedResults.Json(new ResumedDto(await processes.ResumeAllAsync(caller.Value, cancellationToken)), ApiJson.Default.ResumedDto);

    private static async Task<NoContent> SkipAsync(
        ProcessId process,
        Body<SkipStepRequest> body,
        RequestCaller caller,
        IProcesses processes,
        CancellationToken cancellationToken
    )
    {
        await processes.SkipAsync(process.Value, body.Value.Reason, caller.Value, expected: null, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> DeleteAsync(
        ProcessId process,
        RequestCaller caller,
        IProcesses processes,
        CancellationToken cancellationToken
    )
    {
        await processes.DeleteAsync(process.Value, caller.Value, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<JsonHttpResult<ProcessDto>> UpdateAsync(
        ProcessId process,
        Body<UpdateProcessRequest> body,
        RequestCaller caller,
        IProcesses processes,
        ISubscriptionDirectory subscriptions,
        CancellationToken cancellationToken
    )
    {
        if (body.Value is { HasNote: true, Note: var note })
        {
            await processes.SetNoteAsync(process.Value, note, caller.Value, cancellationToken);
        }

        return await GetAsync(process, caller, processes, subscriptions, cancellationToken);
    }

    private static async Task<JsonHttpResult<StatusCountsDto>> CountAsync(
        RequestCaller caller,
        IProcesses processes,
        CancellationToken cancellationToken
    ) => TypedResults.Json((await processes.CountByStatusAsync(caller.Value, cancellationToken)).ToDto(), ApiJson.Default.StatusCountsDto);
}
