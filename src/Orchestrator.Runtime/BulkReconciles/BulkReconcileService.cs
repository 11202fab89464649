using Orchestrator.Notifications;
using Orchestrator.Operations;
using Orchestrator.Operations.Authorization;
using Orchestrator.Processes;
using Orchestrator.Storage.Processes;

namespace Orchestrator.BulkReconciles;

internal sealed class BulkReconcileService(
    ProcessStarter starter,
    ProcessOperator processes,
    BulkStarter bulk,
    BulkReconcileStore store,
    BulkReconcileReader reader,
    ProcessAuthorization authorization,
    ReadAuthorization reads,
    ChangePublisher changes
) : IBulkReconciles
{
    public async Task<Guid> StartAsync(
        BulkSelection selection,
        int concurrency,
        Caller user,
        string? idempotencyKey = null,
        BulkReconcileBrakes? brakes = null,
        string? reason = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(selection);
        OperatorReason.Check(reason);
        await starter.DemandStartAsync(BulkReconcileWorkflow.Name, user, cancellationToken);
        var asked = new BulkReconcileAsked(await bulk.FindQueryAsync(selection, cancellationToken), concurrency, brakes ?? new())
        {
            Named = NamedSubscriptions.Of(selection),
        };
        asked.Brakes.Check();
        return await bulk.StartAsync(
            BulkReconcileWorkflow.Name,
            asked.Query,
            asked.Named,
            concurrency,
            BulkReconcileWorkflow.Page(asked),
            user,
            idempotencyKey,
            string.IsNullOrWhiteSpace(reason) ? null : (database, id, token) => store.AnnotateAsync(database, id, reason, user, token),
            cancellationToken
        );
    }

    public async Task<BulkReconcile> GetAsync(Guid processId, Caller? user = null, CancellationToken cancellationToken = default)
    {
        if (user is not null && !await reads.SeesProcessAsync(processId, user, cancellationToken))
        {
            throw ProcessErrors.NotFound(processId);
        }

        var shown = await reader.ShowAsync(processId, cancellationToken) ?? throw ProcessErrors.NotFound(processId);
        var process = Check(shown.Process);
        var (asked, pause, counts) = shown.Bulk ?? NotBegun(process.State);
        var named = BulkReconcileWorkflow.FindSelection(process.State)?.Named ?? NamedSubscriptions.None;
        return new(processId, process.Status, asked.Query, asked.Concurrency, pause is not null, counts, shown.Refusals, shown.Failures)
        {
            SubscriptionIds = named.Only,
            ExceptSubscriptionIds = named.Except,
            Brakes = asked.Brakes,
            Note = process.Note,
            StartedBy = process.CreatedBy,
            Pause = pause,
            NextWaveAt = shown.Bulk?.NextWaveAt,
        };
    }

    public async Task<IReadOnlyList<PausedBulkReconcile>> ListPausedAsync(
        Caller? user = null,
        CancellationToken cancellationToken = default
    ) => await reader.ListPausedAsync(await reads.FindScopeAsync(user, cancellationToken), cancellationToken);

    /// <summary>
    /// What is known of one whose first step has not written what it is about: what it was asked for, as far as its state can be read.
    /// </summary>
    private static StoredBulkReconcile NotBegun(State state) =>
        new(BulkReconcileWorkflow.FindSelection(state) ?? new("", 0, new()), Pause: null, new(0, 0, 0, 0, 0, 0));

    public async Task SetPausedAsync(
        Guid processId,
        bool paused,
        Caller user,
        string? reason = null,
        CancellationToken cancellationToken = default
    )
    {
        OperatorReason.Check(reason);
        var process = Check(await authorization.GetAsync(processId, WorkflowAction.PauseBulk, user, cancellationToken));
        var asked =
            BulkReconcileWorkflow.FindSelection(process.State)
            ?? throw ProcessErrors.Unreadable(processId, process.History.Problem ?? "its state has no query and no concurrency");
        if (!await store.SetPausedAsync(process, asked, paused, reason, user, cancellationToken))
        {
            throw NotFound(processId);
        }

        changes.PublishOperation(processId);
    }

    public async Task CancelAsync(Guid processId, Caller user, string? reason = null, CancellationToken cancellationToken = default)
    {
        OperatorReason.Check(reason);
        await processes.AbortAsync(
            Check(await authorization.GetAsync(processId, WorkflowAction.Abort, user, cancellationToken)),
            user,
            reason,
            expected: null,
            cancellationToken
        );
    }

    private static StoredProcess Check(StoredProcess process) =>
        process.WorkflowName is BulkReconcileWorkflow.Name or BulkReconcileWorkflow.HealName ? process : throw NotFound(process.ProcessId);

    private static NotFoundException NotFound(Guid processId) =>
        new("bulk_reconcile_not_found", $"There is no bulk reconcile with process_id {processId}.");
}
