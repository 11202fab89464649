using Microsoft.EntityFrameworkCore;
using Orchestrator.Options;
using Orchestrator.Storage;
using Orchestrator.Storage.Processes;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.SystemTasks;

/// <summary>What the system's own tasks read and write.</summary>
internal sealed class TaskStore(IDbContextFactory<OrchestratorDbContext> databases, WriteTransactions transactions, TimeProvider time)
{
    private const string ActiveStatus = "active";

    /// <summary>
    /// Queues what waits without a time in the background, a part of it in a transaction, until nothing waits. What someone else retries
    /// or aborts meanwhile is left to them: this waits for no one, so that neither can be refused as a deadlock.
    /// </summary>
    /// <returns>How many.</returns>
    internal Task<int> ResumeWaitingAsync(CancellationToken cancellationToken)
    {
        const string waits = "last_status = 'waiting' AND due_at IS NULL";
        return transactions.RunPartsAsync(
            size: 1,
            async (database, token) =>
            {
                await using var command = await database.CommandAsync(
                    $"""
                    UPDATE processes SET last_status = 'resumed', is_background = TRUE, last_modified_at = @now
                    WHERE {waits}
                      AND pid IN (SELECT pid FROM processes WHERE {waits} ORDER BY pid LIMIT @limit{database.Dialect.FreeRowLock})
                    """,
                    token
                );
                command.With("now", time.GetUtcNow()).With("limit", Limits.MaxRowsPerStatement);
                return await command.ExecuteNonQueryAsync(token);
            },
            cancellationToken
        );
    }

    /// <summary>
    /// Deletes completed tasks that no one has touched for a time, a thousand in a transaction: others write between two of them.
    /// </summary>
    /// <returns>How many.</returns>
    internal Task<int> DeleteCompletedTasksAsync(TimeSpan retention, CancellationToken cancellationToken) =>
        DeleteCompletedAsync("is_task", retention, cancellationToken);

    /// <summary>Deletes completed processes that are not tasks in the same way.</summary>
    /// <returns>How many.</returns>
    internal Task<int> DeleteCompletedProcessesAsync(TimeSpan retention, CancellationToken cancellationToken) =>
        DeleteCompletedAsync("NOT is_task", retention, cancellationToken);

    private async Task<int> DeleteCompletedAsync(string kind, TimeSpan retention, CancellationToken cancellationToken)
    {
        const int part = 1_000;
        var isOld = $"{kind} AND last_status = 'completed' AND last_modified_at < @before";
        var before = time.GetUtcNow() - retention;
        var deleted = 0;
        await transactions.RunPartsAsync(
            part,
            async (database, token) =>
            {
                var old = await FindAsync(database, isOld, before, part, token);
                deleted += await ProcessDeletion.DeleteAsync(database, old, isOld, command => command.With("before", before), token);
                return old.Count;
            },
            cancellationToken
        );
        return deleted;
    }

    private static async Task<IReadOnlyList<Guid>> FindAsync(
        OrchestratorDbContext database,
        string condition,
        DateTimeOffset before,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(
            $"SELECT pid FROM processes WHERE {condition} LIMIT @limit",
            cancellationToken
        );
        var found = new List<Guid>();
        await using var row = await command.With("before", before).With("limit", limit).ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            found.Add(row.GetStoredGuid(0));
        }

        return found;
    }

    /// <summary>
    /// Finds subscriptions in use, each with every validate workflow of its product, in an order in which one can continue after any of
    /// them.
    /// </summary>
    internal async Task<IReadOnlyList<Validation>> FindValidationsAsync(
        string? productType,
        bool alsoOutOfSync,
        Validation? after,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            $"""
            SELECT CAST(s.subscription_id AS text), w.name
            FROM subscriptions s
            JOIN products p ON p.product_id = s.product_id
            JOIN products_workflows pw ON pw.product_id = p.product_id
            JOIN workflows w ON w.workflow_id = pw.workflow_id
            WHERE w.target = 'VALIDATE' AND w.deleted_at IS NULL AND s.status NOT IN ('initial', 'terminated')
              AND (s.insync OR @all) AND (p.product_type = @type OR @any)
              AND {(after is null ? "TRUE" : $"(s.subscription_id, w.name) > ({database.Dialect.Id("@subscription")}, @workflow)")}
            ORDER BY s.subscription_id, w.name LIMIT @limit
            """,
            cancellationToken
        );
        command.With("all", alsoOutOfSync).With("type", productType ?? "").With("any", productType is null).With("limit", limit);
        if (after is not null)
        {
            command.With("subscription", after.SubscriptionId).With("workflow", after.Workflow);
        }

        return await command.ReadAllAsync(static row => new Validation(row.GetString(0), row.GetString(1)), cancellationToken);
    }

    /// <summary>Every product with its workflows that are not deleted, in the order of their names.</summary>
    internal async Task<IReadOnlyList<ProductWorkflows>> FindProductWorkflowsAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var products = await database
            .Products.AsNoTracking()
            .OrderBy(static product => product.Name)
            .Select(static product => new
            {
                product.Name,
                product.Status,
                Workflows = product
                    .Workflows.Where(static workflow => workflow.DeletedAt == null)
                    .Select(static workflow => new { workflow.Name, workflow.Target })
                    .ToList(),
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. products.Select(static product => new ProductWorkflows(
                product.Name,
                product.Status == ActiveStatus,
                product.Workflows.ToDictionary(
                    static workflow => workflow.Name,
                    static workflow => WireName.TryParse<Target>(workflow.Target),
                    StringComparer.Ordinal
                )
            )),
        ];
    }

    internal async Task<IReadOnlyList<Guid>> FindSubscriptionsAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database
            .Subscriptions.AsNoTracking()
            .OrderBy(static subscription => subscription.SubscriptionId)
            .Select(static subscription => subscription.SubscriptionId)
            .ToListAsync(cancellationToken);
    }
}

/// <summary>A product and the workflows that are linked to it.</summary>
/// <param name="Product">Its name.</param>
/// <param name="IsActive">Whether it is on offer.</param>
/// <param name="Workflows">Their names, each with its target; null for one that no one knows.</param>
internal sealed record ProductWorkflows(string Product, bool IsActive, IReadOnlyDictionary<string, Target?> Workflows);

/// <summary>A subscription and a workflow that validates it.</summary>
/// <param name="SubscriptionId">The subscription's id as it is stored, because one may not be readable.</param>
/// <param name="Workflow">The workflow.</param>
internal sealed record Validation(string SubscriptionId, string Workflow);
