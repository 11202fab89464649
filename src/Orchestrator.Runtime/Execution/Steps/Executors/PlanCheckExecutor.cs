using Microsoft.Extensions.Logging;
using Orchestrator.Diagnostics;
using Orchestrator.Drift;
using Orchestrator.Execution.Planning;
using Orchestrator.ExternalResources;
using Orchestrator.Storage.Drift;

namespace Orchestrator.Execution;

/// <summary>
/// Compares what a plan saw with what is there now that no one else can change the subscription, before anything is written.
/// </summary>
internal sealed class PlanCheckExecutor(
    ReconcilePlanStore plans,
    StateKeyStore keys,
    IExternalSystems systems,
    IDeviationReader deviations,
    EngineLoggers loggers
)
{
    private readonly ILogger _logger = loggers.CreateLogger("Orchestrator.Steps");

    /// <exception cref="ProcessFailureException">Something is not as the plan saw it.</exception>
    internal async Task<StepWork> ExecuteAsync(StepExecution execution, IServiceProvider services, CancellationToken cancellationToken)
    {
        using var scope = Log.StepScope(_logger, execution.Lease.ProcessId, execution.Step.Name);
        var request = ReconcileRequest.Find(execution.State)!;
        var hasher = new StateHasher(await keys.GetAsync(cancellationToken));
        var call = new EngineStepCall(execution, services, _logger, cancellationToken);
        var calls = new ExternalCalls(systems, execution.Origin);
        var changed = new List<ResourceComparison>();
        foreach (var steps in execution.Plan.ComparedSteps.GroupBy(static step => step.Binding.Id))
        {
            var isNeeded = await IsNeededAsync(steps, call);
            var wasNeeded = request.Resources.TryGetValue(steps.Key, out var seen);
            if (!isNeeded && !wasNeeded)
            {
                continue;
            }

            var binding = steps.First().Binding;
            var found = await ((IRunnableResource)binding.Create(call)).CompareAsync(binding, call, calls, deviations);
            if (!isNeeded || !wasNeeded || seen != found.See(hasher))
            {
                changed.Add(found);
            }
        }

        if (changed.Count > 0)
        {
            throw await RefuseAsync(request, changed, cancellationToken);
        }

        return StepWork.Of(new StepOutcome.Success(execution.State));
    }

    /// <summary>Whether the process would apply a resource in one of its steps.</summary>
    private static async Task<bool> IsNeededAsync(IEnumerable<PlannedStep.Resource> steps, EngineStepCall call)
    {
        foreach (var step in steps)
        {
            if (await step.HoldsAsync(call.Service<ISubscriptions>(), call.OwnSubscription, call.CancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Says what the plan saw, and what is there now.</summary>
    private async Task<ProcessFailureException> RefuseAsync(
        ReconcileRequest request,
        IReadOnlyList<ResourceComparison> changed,
        CancellationToken cancellationToken
    )
    {
        var plan = await plans.FindAsync(request.Plan!.Value, cancellationToken);
        var planned = (plan is null ? [] : PlannedChange.Read(plan.Steps)).ToLookup(static step => step.Resource);
        return new(
            $"{string.Join(", ", changed.Select(static found => found.Binding.Name))} changed after the plan was made, so nothing "
                + "was written. Make a new plan and start the workflow with it.",
            new
            {
                Plan = request.Plan,
                Resources = changed
                    .Select(found => new
                    {
                        found.Binding.Name,
                        Planned = planned[found.Binding.Id].FirstOrDefault()?.Differences ?? [],
                        Found = found.Report(found.Effect).Differences,
                    })
                    .ToArray(),
            }
        );
    }
}
