namespace Orchestrator.Engine;

/// <summary>Asks the application's authorizer, if it has one, and refuses with the words that clients know.</summary>
internal sealed class Authorization(IEnumerable<IWorkflowAuthorizer> authorizers)
{
    /// <summary>Whether every authorizer allows something.</summary>
    internal async ValueTask<bool> AllowsAsync(WorkflowAuthorization request, CancellationToken cancellationToken)
    {
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
        if (!await AllowsAsync(request, cancellationToken))
        {
            var verb = WireName.Of(request.Action);
            throw new ForbiddenException(
                $"{verb}_not_allowed",
                request.Action == WorkflowAction.Start ? $"User is not authorized to start '{request.WorkflowName}' workflow" : $"User is not authorized to {verb} {(request.Action is WorkflowAction.Abort or WorkflowAction.Delete ? "process" : "step")}");
        }
    }
}
