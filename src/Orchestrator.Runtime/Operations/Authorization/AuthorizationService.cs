using Orchestrator.Diagnostics;
using Orchestrator.Processes;

namespace Orchestrator.Operations.Authorization;

/// <summary>
/// Asks the application's authorizer, if it has one, refuses with the words that clients know, and logs both: who is signed in beside who
/// is recorded.
/// </summary>
internal sealed class AuthorizationService(IEnumerable<IWorkflowAuthorizer> authorizers, EngineLogger<AuthorizationService> logger)
{
    /// <summary>Whether every authorizer allows something.</summary>
    internal async ValueTask<bool> AllowsAsync(WorkflowAuthorization request, CancellationToken cancellationToken)
    {
        if (IsUndecided(request))
        {
            return false;
        }

        foreach (var authorizer in authorizers)
        {
            if (!await authorizer.AllowsAsync(request, cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Decides about a change that is made if it is allowed, and logs the decision.</summary>
    internal async ValueTask<bool> DecideAsync(WorkflowAuthorization request, CancellationToken cancellationToken)
    {
        var allowed = await AllowsAsync(request, cancellationToken);
        var reporter = request.Reporter ?? request.User;
        if (allowed)
        {
            Log.Allowed(logger, request.User, reporter, request.Action, request.WorkflowName, request.ProcessId, request.SubscriptionId);
        }
        else
        {
            Log.Refused(logger, request.User, reporter, request.Action, request.WorkflowName, request.ProcessId, request.SubscriptionId);
        }

        return allowed;
    }

    /// <exception cref="ForbiddenException">It is not allowed.</exception>
    internal async ValueTask DemandAsync(WorkflowAuthorization request, CancellationToken cancellationToken)
    {
        if (await DecideAsync(request, cancellationToken))
        {
            return;
        }

        throw IsUndecided(request)
            ? new ForbiddenException(
                "policy_without_authorizer",
                $"Workflow '{request.WorkflowName}' is under the policy '{request.Policy}', and the application has no one who decides about policies. Register an {nameof(IWorkflowAuthorizer)}."
            )
            : new ForbiddenException($"{WireName.Of(request.Action)}_not_allowed", $"User is not authorized to {Describe(request)}");
    }

    private static string Describe(WorkflowAuthorization request) =>
        request.Action switch
        {
            WorkflowAction.Start => $"start '{request.WorkflowName}' workflow",
            WorkflowAction.Resume or WorkflowAction.Retry or WorkflowAction.Skip => $"{WireName.Of(request.Action)} step",
            WorkflowAction.Abort or WorkflowAction.Delete or WorkflowAction.Annotate => $"{WireName.Of(request.Action)} process",
            WorkflowAction.CallBack => "call back process",
            WorkflowAction.PauseBulk => "pause or continue bulk reconcile",
            WorkflowAction.SetInSync => "set subscription in sync",
            WorkflowAction.PauseEngine => "pause or release the engine",
            WorkflowAction.Describe => "describe workflow",
            _ => throw new InvalidOperationException($"{request.Action} is no action."),
        };

    /// <summary>What an author put under a policy must not be open to everybody because no one was asked.</summary>
    private bool IsUndecided(WorkflowAuthorization request) => request.Policy is not null && !authorizers.Any();
}
