using Orchestrator.Catalog;

namespace Orchestrator.Operations.Authorization;

/// <summary>Asks the application's run predicates.</summary>
internal sealed class RunRules(IEnumerable<IRunPredicate> predicates)
{
    /// <exception cref="PreconditionException">One of them says no.</exception>
    internal async Task CheckAsync(WorkflowDescriptor workflow, Requester user, CancellationToken cancellationToken)
    {
        var request = new RunRequest(workflow.Name, workflow.Target, user.SignedInAs);
        foreach (var predicate in predicates)
        {
            if (await predicate.RefuseAsync(request, cancellationToken) is { } reason)
            {
                throw new PreconditionException("run_predicate_failed", reason);
            }
        }
    }
}
