using System.Collections.Concurrent;
using System.Collections.Immutable;
using Orchestrator.Binding;
using Orchestrator.Catalog;
using Orchestrator.Processes;

namespace Orchestrator.Execution.Planning;

/// <summary>
/// Puts the steps of each kind of workflow around the author's, and binds those. Keeps each plan for the life of the host.
/// </summary>
internal sealed class WorkflowPlanner(WorkflowCatalog catalog)
{
    private readonly ConcurrentDictionary<string, WorkflowPlan> _plans = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, WorkflowPlan> _boundPlans = new(StringComparer.Ordinal);

    /// <summary>Gets the plan of a workflow.</summary>
    /// <exception cref="CatalogException">A step has no emitted binding, or a plain workflow does not complete.</exception>
    internal WorkflowPlan GetPlan(WorkflowDescriptor workflow) => _plans.GetOrAdd(workflow.Name, _ => Build(workflow));

    /// <summary>Gets the steps of a process of a workflow: one that is bound to a reconcile plan has one more.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="state">The state of the process.</param>
    /// <exception cref="CatalogException">A step has no emitted binding, or a plain workflow does not complete.</exception>
    internal WorkflowPlan GetPlan(WorkflowDescriptor workflow, State state) =>
        ReconcileRequest.Find(state) is { IsBound: true }
            ? _boundPlans.GetOrAdd(workflow.Name, _ => GetPlan(workflow).WithPlanCheck())
            : GetPlan(workflow);

    /// <summary>Gets the steps of a process; null when its workflow has none that can be executed.</summary>
    internal WorkflowPlan? TryGetPlan(WorkflowDescriptor workflow, State state)
    {
        try
        {
            return GetPlan(workflow, state);
        }
        catch (OrchestratorException)
        {
            return null;
        }
    }

    /// <summary>Runs the method that is the workflow, and what binds its steps, which are their author's code.</summary>
    /// <exception cref="CatalogException">They give no plan, or throw, whatever they throw.</exception>
    private WorkflowPlan Build(WorkflowDescriptor workflow)
    {
        try
        {
            var authored = workflow.Steps().SelectMany(step => ToPlanned(step, around: []));
            return new(
                workflow,
                WithUniqueKeys(
                    workflow.IsPlain
                        ? CheckPlain(workflow, [.. authored])
                        : [new PlannedStep.Start(), .. Surround(workflow.Target, authored), new PlannedStep.Done()]
                )
            );
        }
        catch (Exception exception) when (exception is not OrchestratorException)
        {
            var cause = StepFailure.From(exception);
            throw new CatalogException(
                "workflow_throws",
                $"The method of workflow '{workflow.Name}' gives no steps: it throws {cause.Class}: {cause.Error}"
            );
        }
    }

    private IEnumerable<PlannedStep> Surround(Target target, IEnumerable<PlannedStep> authored)
    {
        PlannedStep[] before = [new PlannedStep.StoreProcessSubscription(), new PlannedStep.Lock(Checked: target != Target.Validate)];
        PlannedStep[] after = [new PlannedStep.Unlock(), .. SearchRefresh.Steps.Select(ToSingle)];
        return target switch
        {
            Target.Create => [.. authored, SetStatus(SubscriptionLifecycle.Active), .. after],
            Target.Terminate => [.. before, .. authored, SetStatus(SubscriptionLifecycle.Terminated), .. after],
            Target.Modify or Target.Reconcile => [.. before, .. authored, .. after],
            Target.Validate => [.. before, .. authored, new PlannedStep.Unlock()],
            Target.System => authored,
            _ => throw new InvalidOperationException($"{target} is not a target."),
        };
    }

    private static PlannedStep[] CheckPlain(WorkflowDescriptor workflow, PlannedStep[] steps) =>
        steps is [PlannedStep.Start { Wrappers: [], Group: null }, .., PlannedStep.Done { Wrappers: [], Group: null }]
            ? steps
            : throw new CatalogException(
                "workflow_without_done",
                $"The plain workflow '{workflow.Name}' has to begin with Start and to end with Done, both by themselves and under "
                    + "no condition, or its processes never complete. Write 'Begin >> Start >> … >> Done'."
            );

    /// <summary>The engine's steps of one of an author's: one, or those of a group.</summary>
    private ImmutableArray<PlannedStep> ToPlanned(Step step, ImmutableArray<StepWrapper> around) =>
        step switch
        {
            ConditionalStep conditional => ToPlanned(conditional.Step, around.Add(new StepWrapper.When(conditional.Condition))),
            SubscriptionConditionalStep conditional => ToPlanned(
                conditional.Step,
                around.Add(new StepWrapper.WhenSubscription(conditional.Condition))
            ),
            FocusedStep focused => ToPlanned(focused.Step, around.Add(new StepWrapper.Focus(focused.Key))),
            StepGroup group => ToGroup(group.Id, group.Name, around, group.Steps.SelectMany(inner => ToPlanned(inner, around: []))),
            CallbackStep callback => ToGroup(callback.Id, callback.Name, around, ToCallback(callback)),
            ResourceStep { AwaitCallback: true } resource => ToAwaiting(resource, around),
            _ => [ToSingle(step) with { Wrappers = around }],
        };

    private PlannedStep ToSingle(Step step) =>
        step switch
        {
            MethodStep method => Bind(method),
            ResourceStep resource => new PlannedStep.Resource(catalog.Resources.Find(resource.Resource), resource.Action),
            SetStatusStep setStatus => SetStatus(setStatus.Status),
            StoreProcessSubscriptionStep => new PlannedStep.StoreProcessSubscription(),
            SystemStep system => new PlannedStep.System(system.Id, system.Name, system.Body),
            ObsoleteStep obsolete => new PlannedStep.Obsolete(obsolete.Id),
            BoundaryStep { IsLast: true } => new PlannedStep.Done(),
            BoundaryStep => new PlannedStep.Start(),
            _ => throw new InvalidOperationException($"{TypeText.Of(step.GetType())} is not a step."),
        };

    private PlannedStep Bind(MethodStep method)
    {
        var binding = catalog.Steps.Find(method);
        PlannedStep step = binding switch
        {
            ActionStepBinding action => new PlannedStep.Action(action.Id, action.Name, action.Body, action.Retry, action.Timeout),
            InputStepBinding input => new PlannedStep.Input(input.Id, input.Name, input.Assignee, input.Form),
            _ => throw new InvalidOperationException($"{TypeText.Of(binding.GetType())} is not a step binding."),
        };
        return step with { MethodId = binding.Id, Keys = binding.Keys, Policy = binding.Policy, RetryPolicy = binding.RetryPolicy };
    }

    private IEnumerable<PlannedStep> ToCallback(CallbackStep callback) =>
        ToCallback(
            callback.Name,
            callback.RouteKey,
            Bind(callback.Action),
            new(callback.ResultKey, callback.Timeout)
            {
                Read = (catalog.Steps.Find(callback.Validate) as ActionStepBinding)?.Results.GetValueOrDefault(callback.ResultKey),
            },
            Bind(callback.Validate)
        );

    /// <summary>The steps of an apply that is called back: where nothing was written, there is no call and nothing to read back.</summary>
    private ImmutableArray<PlannedStep> ToAwaiting(ResourceStep step, ImmutableArray<StepWrapper> around)
    {
        var binding = catalog.Resources.Find(step.Resource);
        var (id, name) = (binding.StepId(step.Action), binding.StepName(step.Action));
        var isWritten = new StepWrapper.When(state => ResourceReports.FindUnconfirmed(binding, state) is not null);
        return ToGroup(
            id,
            name,
            around,
            ToCallback(
                name,
                CallbackStep.DefaultRouteKey,
                new PlannedStep.Resource(binding, step.Action) { Key = "write", AwaitsCallback = true },
                new(CallbackStep.DefaultResultKey, step.Timeout) { Wrappers = [isWritten] },
                new PlannedStep.ReadBack(binding) { Wrappers = [isWritten] }
            )
        );
    }

    private static IEnumerable<PlannedStep> ToCallback(
        string name,
        string routeKey,
        PlannedStep action,
        PlannedStep.AwaitCallback wait,
        PlannedStep validate
    ) =>
        [
            new PlannedStep.OpenCallback("create_endpoint", $"{name} - Create endpoint", routeKey),
            action,
            wait with
            {
                Name = $"{name} - {wait.Name}",
            },
            validate,
            new PlannedStep.CloseCallback("cleanup", $"{name} - Cleanup callback step"),
        ];

    /// <summary>
    /// Makes one group of steps. A group inside is part of it, and what stands around that one stands around each of its steps.
    /// </summary>
    private static ImmutableArray<PlannedStep> ToGroup(
        string id,
        string name,
        ImmutableArray<StepWrapper> around,
        IEnumerable<PlannedStep> steps
    )
    {
        var group = new PlannedGroup(name, around);
        return
        [
            .. steps.Select(
                (step, index) =>
                    step with
                    {
                        Key = $"{id}/{step.Key}",
                        Wrappers = step.Group is { } inner ? [.. inner.Wrappers, .. step.Wrappers] : step.Wrappers,
                        Group = group,
                        BeginsGroup = index == 0,
                    }
            ),
        ];
    }

    private static PlannedStep.SetStatus SetStatus(SubscriptionLifecycle status) =>
        new($"orchestrator.set_status.{WireName.Of(status)}", status);

    /// <summary>A step that occurs again gets a number, so that each key stands for one position.</summary>
    private static ImmutableArray<PlannedStep> WithUniqueKeys(IEnumerable<PlannedStep> steps)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return
        [
            .. steps.Select(step =>
            {
                var count = seen[step.Key] = seen.GetValueOrDefault(step.Key) + 1;
                return count == 1 ? step : step with { Key = $"{step.Key}#{count}" };
            }),
        ];
    }
}
