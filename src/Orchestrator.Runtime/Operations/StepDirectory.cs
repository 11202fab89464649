using Orchestrator.Catalog;
using Orchestrator.Execution.Planning;

namespace Orchestrator.Operations;

/// <inheritdoc cref="IStepDirectory"/>
internal sealed class StepDirectory(WorkflowCatalog catalog, WorkflowPlanner planner) : IStepDirectory
{
    public IReadOnlySet<string> FindUsed() =>
        catalog
            .Workflows.Select(workflow => planner.TryGetPlan(workflow, State.Empty))
            .OfType<WorkflowPlan>()
            .SelectMany(static plan => plan.Steps)
            .Select(static step => step.MethodId)
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
}
