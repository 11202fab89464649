using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orchestrator.Catalog;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Products.Actions;
using Orchestrator.Products.Mapping;
using Orchestrator.Storage.Audit;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Search;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Subscriptions;

/// <summary>Finds and shows subscriptions.</summary>
internal sealed class SubscriptionSummaryReader(
    IDbContextFactory<OrchestratorDbContext> databases,
    IServiceScopeFactory scopes,
    WorkflowCatalog catalog,
    IOptions<OrchestratorOptions> options,
    TimeProvider time
)
{
    internal async Task<SubscriptionSearchPage> SearchAsync(
        SubscriptionSearch search,
        ReadScope? scope,
        CancellationToken cancellationToken
    )
    {
        var expression = SearchExpression.Parse(search.Query);
        PageBounds.Check(search.Skip, search.Take, options.Value.MaxPageSize);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await database.BeginReadAsync(cancellationToken);
        await FieldSlips.RefuseAsync(database, expression, catalog, cancellationToken);
        var values = new SqlValues();
        var seen = scope is null ? "" : $" AND {Visibility.OfSubscription(database, "s")}";
        var query = new SubscriptionQuery(database.Dialect, values);
        var found =
            $"SELECT s.subscription_id{SubscriptionOrders.Column(search)} FROM subscriptions s WHERE {query.ToSql(expression)}{seen}";

        // What few rows have is found once, for the count and for the page. All others are counted and read in their order.
        var hits = $"WITH hits AS {(query.ReadsWords ? "MATERIALIZED" : "NOT MATERIALIZED")} ({found})";
        var (ids, total) = await ReadPageAsync(database, hits, values, search, scope, cancellationToken);
        return new(await ReadDescribedAsync(database, ids, cancellationToken), total);
    }

    /// <summary>Reads rows with their metadata and what customers call them, in one statement.</summary>
    private static async Task<IReadOnlyList<SubscriptionSummary>> ReadDescribedAsync(
        OrchestratorDbContext database,
        IReadOnlyList<Guid> subscriptionIds,
        CancellationToken cancellationToken
    )
    {
        var found = new Dictionary<Guid, SubscriptionSummary>();
        foreach (var part in subscriptionIds.Chunk(Limits.MaxRowsPerStatement))
        {
            var rows = database
                .Subscriptions.AsNoTracking()
                .Include(static subscription => subscription.Product)
                .Where(subscription => part.Contains(subscription.SubscriptionId))
                .Select(subscription => new
                {
                    Subscription = subscription,
                    Metadata = database
                        .Set<SubscriptionMetadataEntity>()
                        .Where(metadata => metadata.SubscriptionId == subscription.SubscriptionId)
                        .Select(static metadata => metadata.Metadata)
                        .FirstOrDefault(),
                    Descriptions = database
                        .Set<SubscriptionCustomerDescriptionEntity>()
                        .Where(description => description.SubscriptionId == subscription.SubscriptionId)
                        .ToList(),
                });
            await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                found[row.Subscription.SubscriptionId] = Summarize(row.Subscription) with
                {
                    Metadata = row.Metadata is null ? null : ReadJson(row.Metadata),
                    CustomerDescriptions =
                    [
                        .. row
                            .Descriptions.OrderBy(static description => description.CustomerId, StringComparer.Ordinal)
                            .Select(CustomerDescriptionStore.Summarize),
                    ],
                };
            }
        }

        return [.. subscriptionIds.Where(found.ContainsKey).Select(id => found[id])];
    }

    /// <summary>On SQLite it is a text, in which another program may have written anything.</summary>
    private static JsonElement? ReadJson(string text)
    {
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Counts what is found and reads a page of it, in one statement.</summary>
    private static async Task<(IReadOnlyList<Guid> Ids, int Total)> ReadPageAsync(
        OrchestratorDbContext database,
        string hits,
        SqlValues values,
        SubscriptionSearch search,
        ReadScope? scope,
        CancellationToken cancellationToken
    )
    {
        var order = SubscriptionOrders.By(search);
        await using var command = await database.CommandAsync(
            $"""
            {hits}
            SELECT counted.total, page.subscription_id
            FROM (SELECT count(*) AS total FROM hits) counted
            LEFT JOIN (SELECT {SubscriptionOrders.Columns(search)} FROM hits ORDER BY {order} LIMIT @take OFFSET @skip) page ON TRUE
            ORDER BY {order}
            """,
            cancellationToken
        );
        var (ids, total) = (new List<Guid>(), 0);
        await using var row = await Bind(command, values, scope)
            .With("take", search.Take)
            .With("skip", search.Skip)
            .ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            total = row.GetInt32(0);
            if (!row.IsDBNull(1))
            {
                ids.Add(new ShownRow(row).GetGuid(1));
            }
        }

        return (ids, total);
    }

    private static Statement Bind(Statement statement, SqlValues values, ReadScope? scope)
    {
        values.Bind(statement);
        return scope is null ? statement : statement.With(scope);
    }

    internal async Task<IReadOnlyList<SubscriptionSummary>> GetAsync(
        IReadOnlyList<Guid> subscriptionIds,
        CancellationToken cancellationToken
    )
    {
        if (subscriptionIds.Count == 0)
        {
            return [];
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(database, subscriptionIds, cancellationToken);
    }

    private static async Task<IReadOnlyList<SubscriptionSummary>> ReadAsync(
        OrchestratorDbContext database,
        IReadOnlyList<Guid> subscriptionIds,
        CancellationToken cancellationToken
    )
    {
        var found = new Dictionary<Guid, SubscriptionEntity>();
        foreach (var part in subscriptionIds.Distinct().Chunk(Limits.MaxRowsPerStatement))
        {
            var subscriptions = database
                .Subscriptions.AsNoTracking()
                .Where(subscription => part.Contains(subscription.SubscriptionId))
                .Include(static subscription => subscription.Product);
            await foreach (var subscription in subscriptions.AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                found.Add(subscription.SubscriptionId, subscription);
            }
        }

        return [.. subscriptionIds.Where(found.ContainsKey).Select(id => Summarize(found[id]))];
    }

    internal async Task<SubscriptionDetail> GetDetailAsync(
        Guid subscriptionId,
        bool ownedInUseBy,
        ReadScope? scope,
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await database.BeginReadAsync(cancellationToken);
        var summary =
            (await ReadDescribedAsync(database, [subscriptionId], cancellationToken)).SingleOrDefault()
            ?? throw SubscriptionErrors.NotFound(subscriptionId);
        if (scope?.Sees(summary.CustomerId) == false)
        {
            throw SubscriptionErrors.NotFound(subscriptionId);
        }

        await using var services = scopes.CreateAsyncScope();
        SubscriptionModel model;
        try
        {
            model = await services
                .ServiceProvider.GetRequiredService<SubscriptionSession>()
                .LoadAsync<SubscriptionModel>(database, subscriptionId, cancellationToken);
        }
        catch (SubscriptionException exception)
        {
            // An operator must see its row, and what is wrong with it.
            return new(summary with { ReadError = summary.ReadError ?? exception.Message }, []);
        }

        var members = SubscriptionJson.WriteMembers(model);
        await InUseBy.AddAsync(database, members, subscriptionId, ownedInUseBy, scope, cancellationToken);
        return new(summary, members);
    }

    /// <summary>Reads all that decides which workflows may run on a subscription, in one snapshot.</summary>
    /// <exception cref="NotFoundException">The subscription does not exist.</exception>
    internal async Task<ActionFacts> ReadActionFactsAsync(Guid subscriptionId, ReadScope? scope, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await database.BeginReadAsync(cancellationToken);
        var subscription =
            await database
                .Subscriptions.AsNoTracking()
                .Include(static subscription => subscription.Product!)
                    .ThenInclude(static product => product.Workflows)
                .SingleOrDefaultAsync(subscription => subscription.SubscriptionId == subscriptionId, cancellationToken)
            ?? throw SubscriptionErrors.NotFound(subscriptionId);
        if (scope?.Sees(subscription.CustomerId) == false)
        {
            throw SubscriptionErrors.NotFound(subscriptionId);
        }

        var relations = await SubscriptionRelations.LoadAsync(
            database,
            subscriptionId,
            options.Value.RelationResourceTypes,
            scope,
            cancellationToken
        );
        var holder = subscription.LockedBy is null
            ? null
            : (await SubscriptionLock.FindHolderAsync(database, subscriptionId, rowLock: "", cancellationToken)).Holder;
        var reservedBy = subscription.InSync ? await SubscriptionReservation.FindAsync(database, subscriptionId, cancellationToken) : null;
        return new(
            subscription.InSync && reservedBy is null,
            reservedBy ?? holder,
            WireName.TryParse<SubscriptionLifecycle>(subscription.Status),
            relations,
            [
                .. subscription
                    .Product!.Workflows.Where(static workflow => workflow.DeletedAt is null)
                    .OrderBy(static workflow => workflow.Name, StringComparer.Ordinal)
                    .Select(static workflow => new LinkedWorkflow(
                        workflow.Name,
                        workflow.Description,
                        WireName.TryParse<Target>(workflow.Target),
                        workflow.IsTask
                    )),
            ]
        )
        {
            ProductName = subscription.Product.Name,
        };
    }

    /// <summary>Sets a subscription in sync, also if a process has locked it.</summary>
    /// <returns>False when it was in sync already.</returns>
    /// <exception cref="NotFoundException">The subscription does not exist.</exception>
    /// <exception cref="ConflictException">Processes that have not ended may still hold it.</exception>
    internal async Task<bool> SetInSyncAsync(Guid subscriptionId, Caller user, string? reason, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);

        // The row is held until the change is committed: a process that starts meanwhile locks the subscription before or after it.
        var (inSync, _) = await SubscriptionLock.HoldRowAsync(database, subscriptionId, cancellationToken);
        if (inSync)
        {
            return false;
        }

        if (
            options.Value.CheckProcessesBeforeSetInSync
            && await ReadUnfinishedAsync(database, subscriptionId, cancellationToken) is { Count: > 0 } unfinished
        )
        {
            throw new ConflictException(
                "subscription_has_failed_processes",
                $"Subscription {subscriptionId} has still failed processes with id's: "
                    + $"[{string.Join(", ", unfinished.Select(static id => $"'{id}'"))}]"
            );
        }

        // In a statement of its own, which sees what was committed while the row was awaited.
        var (_, holder) = await SubscriptionLock.FindHolderAsync(database, subscriptionId, rowLock: "", cancellationToken);
        if (holder is { Status: "created" or "running" or "resumed" })
        {
            throw new ConflictException(
                "subscription_in_use",
                $"Subscription {subscriptionId} cannot be set in sync: "
                    + $"{LockHolder.Describe(holder.ProcessId, holder.Status, subscriptionId)}."
            );
        }

        await using var update = await database.CommandAsync(
            "UPDATE subscriptions SET insync = TRUE, locked_by = NULL WHERE subscription_id = @id",
            cancellationToken
        );
        await update.With("id", subscriptionId).ExecuteNonQueryAsync(cancellationToken);
        var change = new AuditedChange(AuditAction.SetInSync) { SubscriptionId = subscriptionId, Reason = reason };
        await AuditLog.WriteAsync(database, user, change, time.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static async Task<IReadOnlyList<Guid>> ReadUnfinishedAsync(
        OrchestratorDbContext database,
        Guid subscriptionId,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(
            """
            SELECT p.pid FROM processes p JOIN processes_subscriptions l ON l.pid = p.pid
            WHERE l.subscription_id = @id AND NOT p.is_task AND p.last_status NOT IN ('completed', 'aborted')
            ORDER BY p.started_at
            """,
            cancellationToken
        );
        var ids = new List<Guid>();
        await using var row = await command.With("id", subscriptionId).ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            ids.Add(new ShownRow(row).GetGuid(0));
        }

        return ids;
    }

    /// <summary>Shows a row, with what of it cannot be read.</summary>
    private static SubscriptionSummary Summarize(SubscriptionEntity subscription)
    {
        var status = WireName.TryParse<SubscriptionLifecycle>(subscription.Status);
        var problems = string.Join(", ", Problems());
        return new(
            subscription.SubscriptionId,
            subscription.Description,
            status ?? SubscriptionLifecycle.Disabled,
            subscription.CustomerId,
            subscription.InSync,
            StoredValues.Known(subscription.StartDate),
            StoredValues.Known(subscription.EndDate),
            subscription.Note,
            subscription.Version,
            new(
                subscription.ProductId,
                subscription.Product!.Name,
                subscription.Product.Description,
                subscription.Product.ProductType,
                subscription.Product.Tag,
                subscription.Product.Status,
                StoredValues.Known(subscription.Product.CreatedAt) ?? DateTimeOffset.UnixEpoch,
                StoredValues.Known(subscription.Product.EndDate)
            ),
            subscription.LockedBy
        )
        {
            ReadError = problems.Length == 0 ? null : $"This subscription cannot be read: {problems}. Correct its row.",
        };

        IEnumerable<string> Problems()
        {
            if (status is null)
            {
                yield return $"status is '{subscription.Status}'";
            }

            if (subscription.StartDate == StoredValues.UnreadableTime)
            {
                yield return "start_date is not a time";
            }

            if (subscription.EndDate == StoredValues.UnreadableTime)
            {
                yield return "end_date is not a time";
            }

            if (subscription.LockedBy == Guid.Empty)
            {
                yield return "locked_by is not an id";
            }
        }
    }
}
