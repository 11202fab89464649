using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Errors;
using Orchestrator.Api.Hosting;
using Orchestrator.Operations;

namespace Orchestrator.Api.Processes;

/// <summary>What external systems call that a process waits for. They are let in by the token in the address.</summary>
internal static class CallbackEndpoints
{
    internal static void Map(IEndpointRouteBuilder api)
    {
        var callbacks = api.MapGroup("/processes").WithTags("Processes").ForAnyone();
        callbacks
            .MapPost("/{process_id}/callback/{token}", AcceptAsync)
            .WithName("ContinueProcess")
            .Produces<object>(200)
            .WithSummary(
                "Gives a process that awaits a callback what it waits for. A result that its step cannot read is refused, and can be "
                    + "sent again."
            )
            .Produces<ProblemDto>(400)
            .Produces<ProblemDto>(403)
            .Produces<ProblemDto>(404)
            .Produces<ProblemDto>(409)
            .Produces<RequestErrorsDto>(422)
            .Produces<ProblemDto>(503);
        callbacks
            .MapPost("/{process_id}/callback/{token}/progress", ReportProgressAsync)
            .WithName("ReportProgress")
            .Produces<object>(200)
            .WithSummary("Shows how far an external system is.")
            .Produces<ProblemDto>(403)
            .Produces<ProblemDto>(404)
            .Produces<ProblemDto>(409)
            .Produces<RequestErrorsDto>(422)
            .Produces<ProblemDto>(503);
    }

    private static async Task<ContentHttpResult> AcceptAsync(
        ProcessId process,
        string token,
        Body<CallbackRequest> body,
        RequestCaller caller,
        ICallbacks callbacks,
        CancellationToken cancellationToken
    )
    {
        await callbacks.AcceptAsync(process.Value, token, body.Value.Result, caller.Value, cancellationToken);
        return TypedResults.Content("null", "application/json");
    }

    private static async Task<ContentHttpResult> ReportProgressAsync(
        ProcessId process,
        string token,
        Body<ProgressRequest> body,
        RequestCaller caller,
        ICallbacks callbacks,
        CancellationToken cancellationToken
    )
    {
        await callbacks.ReportProgressAsync(process.Value, token, body.Value.Progress, caller.Value, cancellationToken);
        return TypedResults.Content("null", "application/json");
    }
}
