using System.Collections.Concurrent;
using System.Collections.Immutable;
using Orchestrator.Binding;
using Orchestrator.Catalog;

namespace Orchestrator.Engine.Plans;

/// <summary>Puts the steps of each kind of workflow around the author's, and binds those. Keeps each plan for the life of the host.</summary>
internal sealed class WorkflowPlanner(WorkflowCatalog catalog)
{
    private readonly ConcurrentDictionary<string, WorkflowPlan> _plans = new(StringComparer.Ordinal);

    /// <summary>Gets the plan of a workflow.</summary>
    /// <exception cref="CatalogException">A step has no emitted binding.</exception>
    internal WorkflowPlan GetPlan(WorkflowDescriptor workflow) => _plans.GetOrAdd(workflow.Name, _ => Build(workflow));

    private WorkflowPlan Build(WorkflowDescriptor workflow)
    {
        var authored = workflow.Steps().Select(ToPlanned);
        PlannedStep[] before = [new PlannedStep.StoreProcessSubscription(), new PlannedStep.Lock(Checked: workflow.Target != Target.Validate)];
        IEnumerable<PlannedStep> steps = workflow.Target switch
        {
            Target.Create => [.. authored, SetStatus(SubscriptionLifecycle.Active), new PlannedStep.Unlock()],
            Target.Terminate => [.. before, .. authored, SetStatus(SubscriptionLifecycle.Terminated), new PlannedStep.Unlock()],
            Target.Modify or Target.Validate or Target.Reconcile => [.. before, .. authored, new PlannedStep.Unlock()],
            Target.System => authored,
            _ => throw new InvalidOperationException($"{workflow.Target} is no target."),
        };

        return new(workflow, WithUniqueKeys([new PlannedStep.Start(), .. steps, new PlannedStep.Done()]));
    }

    private PlannedStep ToPlanned(Step step) => step switch
    {
        MethodStep method => catalog.Steps.Find(method) switch
        {
            ActionStepBinding action => new PlannedStep.Action(action.Id, action.Name, action.Body),
            InputStepBinding input => new PlannedStep.Input(input.Id, input.Name, input.Assignee, input.Form),
            var other => throw new InvalidOperationException($"{other.GetType().Name} is no step binding."),
        },
        SetStatusStep setStatus => SetStatus(setStatus.Status),
        StoreProcessSubscriptionStep => new PlannedStep.StoreProcessSubscription(),
        ConditionalStep conditional => ToPlanned(conditional.Step).Within(new StepWrapper.When(conditional.Condition)),
        FocusedStep focused => ToPlanned(focused.Step).Within(new StepWrapper.Focus(focused.Key)),
        ObsoleteStep obsolete => new PlannedStep.Obsolete(obsolete.Id),
        _ => throw new InvalidOperationException($"{step.GetType().Name} is no step."),
    };

    private static PlannedStep.SetStatus SetStatus(SubscriptionLifecycle status) => new($"orchestrator.set_status.{WireName.Of(status)}", status);

    /// <summary>A step that occurs again gets a number, so that each key stands for one position.</summary>
    private static ImmutableArray<PlannedStep> WithUniqueKeys(IEnumerable<PlannedStep> steps)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. steps.Select(step =>
        {
            var count = seen[step.Key] = seen.GetValueOrDefault(step.Key) + 1;
            return count == 1 ? step : step with { Key = $"{step.Key}#{count}" };
        })];
    }
}
