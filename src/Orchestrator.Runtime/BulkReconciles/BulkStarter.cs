using System.Text.Json;
using Orchestrator.Catalog;
using Orchestrator.Operations;
using Orchestrator.Operations.Authorization;
using Orchestrator.Products;
using Orchestrator.Storage.Processes;

namespace Orchestrator.BulkReconciles;

/// <summary>Starts a task about many subscriptions that a person has asked for, who learns at once when nothing would happen.</summary>
internal sealed class BulkStarter(
    ProcessStarter starter,
    ProcessReader queries,
    StartStore starts,
    BulkReconcileStore store,
    IProductDirectory products,
    WorkflowCatalog catalog,
    ReadAuthorization reads
)
{
    internal const int MaxConcurrency = 1_000;

    /// <summary>Says as a search which subscriptions are selected.</summary>
    /// <exception cref="InvalidRequestException">
    /// The product does not exist or has no reconcile workflow, or the search does not make sense.
    /// </exception>
    internal async Task<string> FindQueryAsync(BulkSelection selection, CancellationToken cancellationToken)
    {
        var query = selection.Product is not { } product
            ? selection.Query
            : await ProductQuery.FindAsync(products, product, cancellationToken)
                ?? throw new InvalidRequestException("bulk_selects_nothing", catalog.DescribeUnknownProduct(product));
        if (selection.Product is { } named && !catalog.CanReconcile(named))
        {
            throw new InvalidRequestException("bulk_selects_nothing", catalog.DescribeUnreconcilableProduct(named));
        }

        if (!selection.OnlyDrifted)
        {
            return query;
        }

        // On its own first: only what is a query can be put in parentheses.
        BulkReconcileQuery.Parse(query, catalog);
        const string drifted = "drift:drifted";
        return string.IsNullOrWhiteSpace(query) ? drifted : $"({query}) {drifted}";
    }

    /// <summary>
    /// Starts a task, and writes something else in the transaction that makes it. The user may start it: that was asked before.
    /// </summary>
    /// <exception cref="ConflictException">The idempotency key was used for a different start.</exception>
    /// <exception cref="EnginePausedException">The engine is paused.</exception>
    /// <exception cref="InvalidRequestException">The search finds nothing, or the concurrency is out of range.</exception>
    internal async Task<Guid> StartAsync(
        string workflowName,
        string query,
        NamedSubscriptions named,
        int concurrency,
        JsonElement page,
        Caller user,
        string? idempotencyKey,
        AlsoWrite? alsoWrite,
        CancellationToken cancellationToken
    )
    {
        return idempotencyKey is null
            ? await StartAsync(remember: null)
            : await starts.StartOnceAsync(RepeatableStart.Of(user, idempotencyKey, workflowName, [page]), StartAsync, cancellationToken);

        async Task<Guid> StartAsync(AlsoWrite? remember)
        {
            await queries.ThrowIfPausedAsync(cancellationToken);
            if (concurrency is < 1 or > MaxConcurrency)
            {
                throw new InvalidRequestException(
                    "bulk_concurrency_invalid",
                    $"The concurrency is {concurrency}. It has to be 1 to {MaxConcurrency}."
                );
            }

            // A schedule that finds nothing has nothing to do, which is not a mistake.
            var scope = await reads.FindScopeAsync(user, cancellationToken);
            return await store.SelectAsync(query, named, scope, cancellationToken) is []
                ? throw new InvalidRequestException("bulk_selects_nothing", DescribeNothing(query, named))
                : await starter.StartAsync(workflowName, [page], user, Both(remember, alsoWrite), cancellationToken);
        }
    }

    private static string DescribeNothing(string query, NamedSubscriptions named) =>
        (named.Only is { } only ? $"Of the {only.Count} named subscriptions, the" : "The")
        + $" search '{query}' finds no subscription in use whose product has a reconcile workflow"
        + (named.Except.Count > 0 ? " and that is not left out." : ".");

    private static AlsoWrite? Both(AlsoWrite? first, AlsoWrite? second) =>
        first is null ? second
        : second is null ? first
        : async (database, processId, token) =>
        {
            await first(database, processId, token);
            await second(database, processId, token);
        };
}
