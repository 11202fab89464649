using Microsoft.Extensions.Logging;
using Orchestrator.Diagnostics;
using Orchestrator.Drift;
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
        foreach (var binding in execution.Plan.ComparedResources)
        {
            var found = await ((IRunnableResource)binding.Create(call)).CompareAsync(binding, call, calls, deviations);
            if (!request.Resources.TryGetValue(binding.Id, out var seen) || seen != found.See(hasher))
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
