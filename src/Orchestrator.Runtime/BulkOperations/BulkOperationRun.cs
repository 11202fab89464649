using System.Text.Json;
using Orchestrator.Diagnostics;
using Orchestrator.Execution;
using Orchestrator.Operations;
using Orchestrator.Processes;
using Orchestrator.Storage.Processes;

namespace Orchestrator.BulkOperations;

/// <summary>
/// Retries or aborts the next processes of a bulk operation for a short time, and then says how far it is, so that it can be aborted and
/// the engine paused. Each process is changed in one transaction with its row of the operation: whatever ends a host, none is retried
/// twice, and the next host continues with the rest.
/// </summary>
internal sealed class BulkOperationRun(
    ProcessOperator processes,
    BulkOperationStore store,
    StorageErrors errors,
    TimeProvider time,
    EngineLogger<BulkOperationRun> logger
) : ISystemStep
{
    /// <summary>How many are read at once.</summary>
    private const int MaxRead = 500;

    /// <summary>For how long processes are begun.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(2);

    /// <summary>What the task does.</summary>
    internal static BulkOperationKind KindOf(StepExecution execution) =>
        BulkOperationWorkflow.FindKind(execution.Lease.WorkflowName)
        ?? throw new InvalidOperationException($"{execution.Lease.WorkflowName} is not a bulk operation.");

    public async Task<StepWork> ExecuteAsync(StepExecution execution, CancellationToken cancellationToken)
    {
        var bulkId = execution.Lease.ProcessId;
        var begun = time.GetTimestamp();
        var note = "";
        foreach (var processId in await store.ReadToDoAsync(bulkId, MaxRead, cancellationToken))
        {
            if (time.GetElapsedTime(begun) > Turn)
            {
                break;
            }

            try
            {
                await ChangeAsync(execution, processId, cancellationToken);
            }
            catch (EnginePausedException)
            {
                note = "; the engine is paused";
                break;
            }
            catch (ConflictException ended) when (ended.Code == BulkOperationStore.Ended)
            {
                break;
            }
            catch (Exception refused) when (StartRejection.IsOfOne(refused, errors, cancellationToken))
            {
                // What an authorizer, a stored row or the code of a workflow says about one process is not a reason to leave the others.
                Log.BulkOperationRefused(logger, refused, bulkId, processId);
                await store.RefuseAsync(bulkId, processId, StartRejection.Of(refused).Reason, cancellationToken);
            }
        }

        var counts = await store.CountAsync(bulkId, cancellationToken);
        return StepWork.Of(
            counts.Done + counts.Refused == counts.Found
                ? new StepOutcome.Success(execution.State.With("bulk_operation", counts).With(ReservedKeys.BulkSummary, counts.Describe()))
                : new StepOutcome.Waiting(Describe(counts, note), time.GetUtcNow()) { IsProgress = true }
        );
    }

    private Task ChangeAsync(StepExecution execution, Guid processId, CancellationToken cancellationToken)
    {
        var bulkId = execution.Lease.ProcessId;
        var change = new BulkChange(
            BulkOperationWorkflow.Asked(execution.State).Reason,
            (database, changed, token) => BulkOperationStore.MarkDoneAsync(database, bulkId, changed, token)
        );
        return KindOf(execution) == BulkOperationKind.Retry
            ? processes.RetryInBulkAsync(processId, execution.Lease.Caller, change, cancellationToken)
            : processes.AbortInBulkAsync(processId, execution.Lease.Caller, change, cancellationToken);
    }

    private static StepFailure Describe(BulkOperationCounts counts, string note) =>
        new("Progress", $"{counts.Describe()}{note}", Traceback: "", FailureKind.Ordinary)
        {
            Details = JsonSerializer.SerializeToElement(counts, StateJson.Options),
        };
}
