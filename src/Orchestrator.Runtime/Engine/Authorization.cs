namespace Orchestrator.Engine;

/// <summary>Asks the application's authorizer, if it has one, and refuses with the words that clients know.</summary>
internal sealed class Authorization(IEnumerable<IWorkflowAuthorizer> authorizers)
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

    /// <exception cref="ForbiddenException">It is not allowed.</exception>
    internal async ValueTask DemandAsync(WorkflowAuthorization request, CancellationToken cancellationToken)
    {
        if (IsUndecided(request))
        {
            throw new ForbiddenException(
                "policy_without_authorizer",
                $"Workflow '{request.WorkflowName}' is under the policy '{request.Policy}', and the application has nobody who decides about policies. Register an {nameof(IWorkflowAuthorizer)}.");
        }

        if (!await AllowsAsync(request, cancellationToken))
        {
            throw new ForbiddenException(
                $"{WireName.Of(request.Action)}_not_allowed",
                $"User is not authorized to {Describe(request)}");
        }
    }

    private static string Describe(WorkflowAuthorization request) => request.Action switch
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

    /// <summary>What an author put under a policy must not be open to everybody because nobody was asked.</summary>
    private bool IsUndecided(WorkflowAuthorization request) => request.Policy is not null && !authorizers.Any();
}
