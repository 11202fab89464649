using System.Text.Json;
using Orchestrator.Operations;
using Orchestrator.Operations.Authorization;
using Orchestrator.Options;
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
    BulkReconcileReader reader,
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
        BulkReconcileBrakes? brakes = null,
        CancellationToken cancellationToken = default
    )
    {
        await starter.DemandStartAsync(BulkReconcileWorkflow.Name, user, cancellationToken);
        var asked = new BulkReconcileAsked(query, concurrency, brakes ?? new());
        var page = BulkReconcileWorkflow.Page(asked);
        return idempotencyKey is null
            ? await StartAsync(asked, page, user, alsoWrite: null, cancellationToken)
            : await starts.StartOnceAsync(
                RepeatableStart.Of(user, idempotencyKey, BulkReconcileWorkflow.Name, [page]),
                remember => StartAsync(asked, page, user, remember, cancellationToken),
                cancellationToken
            );
    }

    private async Task<Guid> StartAsync(
        BulkReconcileAsked asked,
        JsonElement page,
        Caller user,
        AlsoWrite? alsoWrite,
        CancellationToken cancellationToken
    )
    {
        await queries.ThrowIfPausedAsync(cancellationToken);
        if (asked.Concurrency is < 1 or > BulkReconcileWorkflow.MaxConcurrency)
        {
            throw new InvalidRequestException(
                "bulk_concurrency_invalid",
                $"A bulk reconcile runs 1 to {BulkReconcileWorkflow.MaxConcurrency} reconciles at once, not {asked.Concurrency}."
            );
        }

        asked.Brakes.Check();

        // Asked by a person, who learns at once that nothing would happen. A schedule that finds nothing has nothing to do, which is no
        // mistake.
        return await store.SelectAsync(asked.Query, cancellationToken) is []
            ? throw new InvalidRequestException(
                "bulk_selects_nothing",
                $"The search '{asked.Query}' finds no subscription in use whose product has a reconcile workflow."
            )
            : await starter.StartAsync(BulkReconcileWorkflow.Name, [page], user, alsoWrite, cancellationToken);
    }

    public async Task<Guid> StartForProductAsync(
        string product,
        int concurrency,
        Caller user,
        string? idempotencyKey = null,
        BulkReconcileBrakes? brakes = null,
        CancellationToken cancellationToken = default
    )
    {
        await starter.DemandStartAsync(BulkReconcileWorkflow.Name, user, cancellationToken);
        return await products.GetByNameAsync([product], cancellationToken) is [var found]
            ? await StartAsync($"product_id:{found.ProductId}", concurrency, user, idempotencyKey, brakes, cancellationToken)
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

        var shown = await reader.ShowAsync(processId, cancellationToken) ?? throw ProcessErrors.NotFound(processId);
        var process = Check(shown.Process);
        var (asked, pause, counts) = shown.Bulk ?? NotBegun(process.State);
        return new(processId, process.Status, asked.Query, asked.Concurrency, pause is not null, counts, shown.Refusals, shown.Failures)
        {
            Brakes = asked.Brakes,
            Pause = pause,
            NextWaveAt = shown.Bulk?.NextWaveAt,
        };
    }

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
        CheckReason(reason);
        var process = Check(await authorization.GetAsync(processId, WorkflowAction.PauseBulk, user, cancellationToken));
        var asked =
            BulkReconcileWorkflow.FindSelection(process.State)
            ?? throw ProcessErrors.Unreadable(processId, process.History.Problem ?? "its state has no query and no concurrency");
        if (!await store.SetPausedAsync(process, asked, paused, reason, user, cancellationToken))
        {
            throw NotFound(processId);
        }
    }

    public async Task CancelAsync(Guid processId, Caller user, string? reason = null, CancellationToken cancellationToken = default)
    {
        CheckReason(reason);
        await processes.AbortAsync(
            Check(await authorization.GetAsync(processId, WorkflowAction.Abort, user, cancellationToken)),
            user,
            reason,
            cancellationToken
        );
    }

    private static void CheckReason(string? reason)
    {
        if (reason?.Length > Limits.MaxNoteLength)
        {
            throw new InvalidRequestException(
                "bulk_reason_too_long",
                $"The reason has more than {Limits.MaxNoteLength} characters. Shorten it."
            );
        }
    }

    private static StoredProcess Check(StoredProcess process) =>
        process.WorkflowName == BulkReconcileWorkflow.Name ? process : throw NotFound(process.ProcessId);

    private static NotFoundException NotFound(Guid processId) =>
        new("bulk_reconcile_not_found", $"There is no bulk reconcile with process_id {processId}.");
}
