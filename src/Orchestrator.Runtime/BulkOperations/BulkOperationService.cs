using Orchestrator.Operations;
using Orchestrator.Operations.Authorization;
using Orchestrator.Processes;
using Orchestrator.Storage.Processes;

namespace Orchestrator.BulkOperations;

/// <inheritdoc cref="IBulkOperations"/>
internal sealed class BulkOperationService(IProcesses processes, BulkOperationStore store, ReadAuthorization reads) : IBulkOperations
{
    public async Task<int> CountAsync(
        BulkOperationKind kind,
        IReadOnlyList<FieldFilter> filters,
        Caller? user = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(filters);
        return filters.Count == 0
            ? throw new InvalidRequestException(
                "bulk_filter_missing",
                "Give at least one filter: without any, the operation would be about every process."
            )
            : await store.CountFoundAsync(kind, filters, await reads.FindScopeAsync(user, cancellationToken), cancellationToken);
    }

    public Task<Guid> StartAsync(
        BulkOperationKind kind,
        IReadOnlyList<FieldFilter> filters,
        string reason,
        Caller user,
        string? idempotencyKey = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(filters);
        ArgumentNullException.ThrowIfNull(reason);
        var (name, page) = (BulkOperationWorkflow.NameOf(kind), BulkOperationWorkflow.Page(new(filters, reason)));
        return idempotencyKey is null
            ? processes.StartAsync(name, [page], user, cancellationToken)
            : processes.StartOnceAsync(name, [page], user, idempotencyKey, cancellationToken);
    }

    public async Task<BulkOperation> GetAsync(Guid processId, Caller? user = null, CancellationToken cancellationToken = default)
    {
        if (user is not null && !await reads.SeesProcessAsync(processId, user, cancellationToken))
        {
            throw ProcessErrors.NotFound(processId);
        }

        var shown = await store.ShowAsync(processId, cancellationToken) ?? throw ProcessErrors.NotFound(processId);
        var process = shown.Process;
        var kind =
            BulkOperationWorkflow.FindKind(process.WorkflowName)
            ?? throw new NotFoundException("bulk_operation_not_found", $"There is no bulk operation with process_id {processId}.");
        var asked = BulkOperationWorkflow.FindAsked(process.State) ?? new([], "");
        return new(processId, process.Status, kind, asked.Filters, asked.Reason, process.CreatedBy, shown.Counts, shown.Refusals)
        {
            Problem = process.FailedReason,
        };
    }
}
