using Microsoft.Extensions.Options;
using Orchestrator.Background;
using Orchestrator.Diagnostics;
using Orchestrator.Notifications;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Storage.Processes;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Dispatch;

/// <summary>Fails the processes that have waited too long for a callback. One that cannot be failed holds up no other.</summary>
internal sealed class CallbackExpiry(
    CallbackStore callbacks,
    ChangePublisher changes,
    EngineInstruments instruments,
    IOptions<OrchestratorOptions> options,
    TimeProvider time,
    EngineLogger<CallbackExpiry> logger
) : PeriodicService(options.Value.RecoveryInterval, time)
{
    private const int BatchSize = 200;

    /// <summary>Fails those that have waited too long by now.</summary>
    internal async Task ExpireAsync(CancellationToken cancellationToken)
    {
        RowPosition? after = null;
        do
        {
            var part = await callbacks.FindExpiredAsync(after, BatchSize, cancellationToken);
            foreach (var callback in part.Rows)
            {
                await ExpireAsync(callback, cancellationToken);
            }

            after = part.Next;
        } while (after is not null);
    }

    protected override Task RunPassAsync(Task next, CancellationToken stoppingToken) => ExpireAsync(stoppingToken);

    protected override void LogFailure(Exception exception) => Log.ExpiryFailed(logger, exception);

    private async Task ExpireAsync(ExpiredCallback callback, CancellationToken cancellationToken)
    {
        try
        {
            if (await callbacks.FailExpiredAsync(callback.ProcessId, cancellationToken))
            {
                changes.PublishProcess(callback.ProcessId, ProcessStatus.Failed);
                instruments.CountExpiredCallback(callback.WorkflowName);
                instruments.CountEnd(callback.WorkflowName, ProcessStatus.Failed);
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.CallbackExpiryFailed(logger, exception, callback.ProcessId);
        }
    }
}
