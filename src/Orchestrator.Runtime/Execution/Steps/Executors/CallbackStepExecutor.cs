using Microsoft.Extensions.Options;
using Orchestrator.Diagnostics;
using Orchestrator.Execution.Planning;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Storage.Processes;

namespace Orchestrator.Execution;

/// <summary>Executes the steps around a callback: its address is made, waited for, and closed.</summary>
internal sealed class CallbackStepExecutor(
    IOptions<OrchestratorOptions> options,
    TimeProvider time,
    EngineLogger<CallbackStepExecutor> logger
)
{
    private readonly string _host = options.Value.PublicUrl?.TrimEnd('/') ?? "";
    private int _isPathReported;

    internal StepWork Open(PlannedStep.OpenCallback step, StepExecution execution)
    {
        var processId = execution.Lease.ProcessId;
        var token = CallbackToken.Create();
        if (_host.Length == 0 && Interlocked.Exchange(ref _isPathReported, 1) == 0)
        {
            // Not when the host starts: the steps of a workflow are its author's code, which runs for its processes only.
            Log.CallbackAddressIsPath(logger, execution.Context.WorkflowName);
        }

        return new(
            async (database, cancellationToken) =>
            {
                await ProcessCallbacks.OpenAsync(database, processId, token, cancellationToken);
                return new StepOutcome.Success(execution.State.With(step.RouteKey, _host + token.RouteOf(processId)));
            }
        );
    }

    internal StepWork Await(PlannedStep.AwaitCallback step, StepExecution execution) =>
        new(
            async (database, cancellationToken) =>
            {
                await ProcessCallbacks.AwaitAsync(database, execution.Lease.ProcessId, ExpiryOf(step), cancellationToken);
                return new StepOutcome.AwaitingCallback(execution.State);
            }
        );

    /// <summary>When a wait is over; null for never, which is also what a time beyond the calendar means.</summary>
    private DateTimeOffset? ExpiryOf(PlannedStep.AwaitCallback step)
    {
        var now = time.GetUtcNow();
        return step.Timeout is { } timeout && timeout < DateTimeOffset.MaxValue - now ? now + timeout : null;
    }

    internal static StepWork Close(StepExecution execution) =>
        new(
            async (database, cancellationToken) =>
            {
                await ProcessCallbacks.CloseAsync(database, execution.Lease.ProcessId, cancellationToken);
                return new StepOutcome.Success(execution.State);
            }
        );
}
