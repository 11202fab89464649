using Orchestrator.Catalog;

namespace Orchestrator.Operations.Authorization;

/// <summary>Asks the application's run predicates.</summary>
internal sealed class StartPreconditions(IEnumerable<IStartPrecondition> predicates)
{
    /// <exception cref="PreconditionException">One of them says no.</exception>
    internal async Task CheckAsync(WorkflowDescriptor workflow, Caller user, CancellationToken cancellationToken)
    {
        var request = new StartRequest(workflow.Name, workflow.Target, user.AuthenticatedName);
        foreach (var predicate in predicates)
        {
            if (await predicate.CheckAsync(request, cancellationToken) is { } reason)
            {
                throw new PreconditionException("run_predicate_failed", reason);
            }
        }
    }
}
