using Orchestrator.Operations;
using Orchestrator.Operations.Authorization;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Storage.Processes;

namespace Orchestrator.BulkReconciles;

internal sealed class BulkReconcileService(
    ProcessStarter starter,
    ProcessOperator processes,
    ProcessReader queries,
    StartStore starts,
    BulkReconcileStore store,
    ProcessAuthorization authorization,
    ReadAuthorization reads,
    IProductDirectory products
) : IBulkReconciles
{
    public async Task<Guid> StartAsync(
        string query,
        int concurrency,
        Caller user,
        string? idempotencyKey = null,
        CancellationToken cancellationToken = default
    )
    {
        await starter.DemandStartAsync(BulkReconcileWorkflow.Name, user, cancellationToken);
        return idempotencyKey is null
            ? await StartAsync(query, concurrency, user, alsoWrite: null, cancellationToken)
            : await starts.StartOnceAsync(
                RepeatableStart.Of(user, idempotencyKey, [BulkReconcileWorkflow.Name, $"{concurrency}", query]),
                remember => StartAsync(query, concurrency, user, remember, cancellationToken),
                cancellationToken
            );
    }

    private async Task<Guid> StartAsync(
        string query,
        int concurrency,
        Caller user,
        AlsoWrite? alsoWrite,
        CancellationToken cancellationToken
    )
    {
        await queries.ThrowIfPausedAsync(cancellationToken);
        if (concurrency is < 1 or > BulkReconcileWorkflow.MaxConcurrency)
        {
            throw new InvalidRequestException(
                "bulk_concurrency_invalid",
                $"A bulk reconcile runs 1 to {BulkReconcileWorkflow.MaxConcurrency} reconciles at once, not {concurrency}."
            );
        }

        // Asked by a person, who learns at once that nothing would happen. A schedule that finds nothing has nothing to do, which is no
        // mistake.
        return await store.SelectAsync(query, cancellationToken) is []
            ? throw new InvalidRequestException(
                "bulk_selects_nothing",
                $"The search '{query}' finds no subscription in use whose product has a reconcile workflow."
            )
            : await starter.StartAsync(
                BulkReconcileWorkflow.Name,
                [BulkReconcileWorkflow.Page(query, concurrency)],
                user,
                alsoWrite,
                cancellationToken
            );
    }

    public async Task<Guid> StartForProductAsync(
        string product,
        int concurrency,
        Caller user,
        string? idempotencyKey = null,
        CancellationToken cancellationToken = default
    )
    {
        await starter.DemandStartAsync(BulkReconcileWorkflow.Name, user, cancellationToken);
        return await products.GetByNameAsync([product], cancellationToken) is [var found]
            ? await StartAsync($"product_id:{found.ProductId}", concurrency, user, idempotencyKey, cancellationToken)
            : throw new InvalidRequestException(
                "bulk_selects_nothing",
                "There is no product of this name. Give the name of a product to the letter."
            );
    }

    public async Task<BulkReconcile> GetAsync(Guid processId, Caller? user = null, CancellationToken cancellationToken = default)
    {
        if (user is not null && !await reads.SeesProcessAsync(processId, user, cancellationToken))
        {
            throw ProcessErrors.NotFound(processId);
        }

        var shown = await store.ShowAsync(processId, cancellationToken) ?? throw ProcessErrors.NotFound(processId);
        var process = Check(shown.Process);
        var (query, concurrency, paused, counts, _) = shown.Bulk ?? NotBegun(process.State);
        return new(processId, process.Status, query, concurrency, paused, counts, shown.Refusals, shown.Failures);
    }

    /// <summary>
    /// What is known of one whose first step has not written what it is about: what it was asked for, as far as its state can be read.
    /// </summary>
    private static StoredBulkReconcile NotBegun(State state)
    {
        var (query, concurrency) = BulkReconcileWorkflow.FindSelection(state) ?? ("", 0);
        return new(query, concurrency, Paused: false, new(0, 0, 0, 0, 0, 0), HasEnded: false);
    }

    public async Task SetPausedAsync(Guid processId, bool paused, Caller user, CancellationToken cancellationToken = default)
    {
        var process = Check(await authorization.GetAsync(processId, WorkflowAction.PauseBulk, user, cancellationToken));
        var (query, concurrency) =
            BulkReconcileWorkflow.FindSelection(process.State)
            ?? throw ProcessErrors.Unreadable(processId, process.History.Problem ?? "its state has no query and no concurrency");
        if (!await store.SetPausedAsync(process, query, concurrency, paused, user, cancellationToken))
        {
            throw NotFound(processId);
        }
    }

    public async Task CancelAsync(Guid processId, Caller user, CancellationToken cancellationToken = default) =>
        await processes.AbortAsync(
            Check(await authorization.GetAsync(processId, WorkflowAction.Abort, user, cancellationToken)),
            user,
            cancellationToken
        );

    private static StoredProcess Check(StoredProcess process) =>
        process.WorkflowName == BulkReconcileWorkflow.Name ? process : throw NotFound(process.ProcessId);

    private static NotFoundException NotFound(Guid processId) =>
        new("bulk_reconcile_not_found", $"There is no bulk reconcile with process_id {processId}.");
}
