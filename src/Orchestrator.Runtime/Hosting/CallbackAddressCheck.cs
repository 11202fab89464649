using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orchestrator.Catalog;
using Orchestrator.Diagnostics;
using Orchestrator.Dispatch;
using Orchestrator.Execution.Planning;
using Orchestrator.Options;

namespace Orchestrator.Hosting;

/// <summary>
/// Warns once of a host that executes callback steps and does not know its own address: an external system gets a path, which it cannot
/// call. It runs beside the start, because the steps of a workflow are its author's code and known only when that has run.
/// </summary>
internal sealed class CallbackAddressCheck(
    WorkflowCatalog catalog,
    WorkflowPlanner planner,
    IOptions<OrchestratorOptions> options,
    EngineLogger<CallbackAddressCheck> logger
) : IHostedService
{
    private volatile bool _isStopping;

    /// <summary>Ends when all workflows were looked at.</summary>
    internal Task Check { get; private set; } = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.PublicUrl is null)
        {
            Check = Task.Run(WarnOfPath, CancellationToken.None);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _isStopping = true;
        return Check;
    }

    private void WarnOfPath()
    {
        if (
            catalog
                .Workflows.TakeWhile(_ => !_isStopping)
                .FirstOrDefault(workflow => ProcessQueue.IsExecuted(workflow, options.Value) && CallsForCallback(workflow)) is
            { } waiting
        )
        {
            Log.CallbackAddressIsPath(logger, waiting.Name);
        }
    }

    // The steps of a workflow that cannot be planned are reported by its first process.
    private bool CallsForCallback(WorkflowDescriptor workflow) =>
        planner.TryGetPlan(workflow, State.Empty) is { } plan && plan.Steps.Any(static step => step is PlannedStep.OpenCallback);
}
