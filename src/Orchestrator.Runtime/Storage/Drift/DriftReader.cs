using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Orchestrator.Drift;
using Orchestrator.Options;
using Orchestrator.Products;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Drift;

/// <summary>Shows what checks have found.</summary>
internal sealed class DriftReader(IDbContextFactory<OrchestratorDbContext> databases, IOptions<OrchestratorOptions> options)
{
    private const string Tables =
        "external_drift d JOIN subscriptions s ON s.subscription_id = d.subscription_id JOIN products p ON p.product_id = s.product_id";

    /// <summary>Returns the result of the last check of a subscription.</summary>
    /// <exception cref="NotFoundException">The subscription does not exist, or the user does not see it.</exception>
    internal async Task<SubscriptionDrift> GetAsync(Guid subscriptionId, ReadScope? scope, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            $"""
            SELECT s.locked_by, d.status, d.checked_at, d.since, d.resources
            FROM subscriptions s LEFT JOIN external_drift d ON d.subscription_id = s.subscription_id
            WHERE s.subscription_id = @subscription{Seen(database, scope)}
            """,
            cancellationToken
        );
        await using var reader = await Bind(command, scope).With("subscription", subscriptionId).ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            throw SubscriptionErrors.NotFound(subscriptionId);
        }

        var row = new ShownRow(reader);
        return reader.IsDBNull(1)
            ? new(subscriptionId, DriftStatus.NeverChecked, CheckedAt: null, Since: null, row.FindGuid(0), [])
            : new(
                subscriptionId,
                row.Get(1, DriftStatus.Unknown),
                row.FindTime(2),
                row.FindTime(3),
                row.FindGuid(0),
                DriftWriter.Read(reader.GetString(4))
            );
    }

    /// <summary>Shows the changes of the status of a subscription, newest first.</summary>
    /// <exception cref="NotFoundException">The subscription does not exist, or the user does not see it.</exception>
    internal async Task<DriftHistoryPage> ReadHistoryAsync(
        Guid subscriptionId,
        int skip,
        int take,
        ReadScope? scope,
        CancellationToken cancellationToken
    )
    {
        PageBounds.Check(skip, take, options.Value.MaxPageSize);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await database.BeginReadAsync(cancellationToken);
        await using var subscription = await database.CommandAsync(
            $"SELECT count(*) FROM subscriptions s WHERE s.subscription_id = @subscription{Seen(database, scope)}",
            cancellationToken
        );
        if (await CountAsync(Bind(subscription, scope).With("subscription", subscriptionId), cancellationToken) == 0)
        {
            throw SubscriptionErrors.NotFound(subscriptionId);
        }

        await using var count = await database.CommandAsync(
            "SELECT count(*) FROM external_drift_history WHERE subscription_id = @subscription",
            cancellationToken
        );
        var total = await CountAsync(count.With("subscription", subscriptionId), cancellationToken);
        await using var page = await database.CommandAsync(
            """
            SELECT occurred_at, status, pid, resources FROM external_drift_history WHERE subscription_id = @subscription
            ORDER BY occurred_at DESC, entry_id DESC LIMIT @take OFFSET @skip
            """,
            cancellationToken
        );
        page.With("subscription", subscriptionId).With("take", take).With("skip", skip);
        return new(
            await ReadAsync(
                page,
                static (reader, row) =>
                    new DriftChange(
                        row.GetTime(0),
                        row.Get(1, DriftStatus.Unknown),
                        row.FindGuid(2),
                        DriftWriter.Read(reader.GetString(3))
                    ),
                cancellationToken
            ),
            total
        );
    }

    /// <summary>Lists subscriptions, the last checked first.</summary>
    internal async Task<DriftPage> ListAsync(DriftSearch search, ReadScope? scope, CancellationToken cancellationToken)
    {
        PageBounds.Check(search.Skip, search.Take, options.Value.MaxPageSize);
        if (search.SubscriptionIds is { } ids)
        {
            PageBounds.Check(0, ids.Count, options.Value.MaxPageSize);
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await database.BeginReadAsync(cancellationToken);
        var found =
            $"FROM {Tables} WHERE {DriftSql.Counts}{Seen(database, scope)}"
            + (search.Product is null ? "" : " AND p.name = @product")
            + (search.Status is null ? "" : " AND d.status = @status")
            + OneOf(search.SubscriptionIds);
        await using var count = await database.CommandAsync($"SELECT count(*) {found}", cancellationToken);
        var total = await CountAsync(Bind(count, search, scope), cancellationToken);
        await using var page = await database.CommandAsync(
            $"""
            SELECT d.subscription_id, s.description, p.name, d.status, d.checked_at, d.since {found}
            ORDER BY d.checked_at DESC, d.subscription_id DESC LIMIT @take OFFSET @skip
            """,
            cancellationToken
        );
        Bind(page, search, scope).With("take", search.Take).With("skip", search.Skip);
        return new(
            await ReadAsync(
                page,
                static (reader, row) =>
                    new DriftListItem(
                        row.GetGuid(0),
                        reader.GetString(1),
                        reader.GetString(2),
                        row.Get(3, DriftStatus.Unknown),
                        row.GetTime(4),
                        row.GetTime(5)
                    ),
                cancellationToken
            ),
            total
        );
    }

    /// <summary>Counts subscriptions by product and status.</summary>
    internal async Task<IReadOnlyList<DriftCount>> CountAsync(ReadScope? scope, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            $"SELECT p.name, d.status, count(*) FROM {Tables} WHERE {DriftSql.Counts}{Seen(database, scope)} "
                + "GROUP BY p.name, d.status ORDER BY p.name, d.status",
            cancellationToken
        );
        return await ReadAsync(
            Bind(command, scope),
            static (reader, row) => new DriftCount(reader.GetString(0), row.Get(1, DriftStatus.Unknown), reader.GetInt32(2)),
            cancellationToken
        );
    }

    /// <summary>
    /// Counts the drifted subscriptions of each product of which any was ever checked: one of which none has drifted has a zero, so that an
    /// alarm ends.
    /// </summary>
    internal async Task<IReadOnlyList<(string Product, int Count)>> CountDriftedAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            $"SELECT p.name, count(*) FILTER (WHERE d.status = '{WireName.Of(DriftStatus.Drifted)}' AND {DriftSql.Counts}) "
                + $"FROM {Tables} GROUP BY p.name",
            cancellationToken
        );
        return await ReadAsync(command, static (reader, _) => (reader.GetString(0), reader.GetInt32(1)), cancellationToken);
    }

    /// <summary>Groups equal differences of subscriptions that drifted, those of the most subscriptions first.</summary>
    internal async Task<IReadOnlyList<DriftGroup>> GroupAsync(string? product, ReadScope? scope, CancellationToken cancellationToken)
    {
        var groups = new DriftGroups();
        await foreach (var (_, resources) in ReadDriftedAsync(product, scope, cancellationToken))
        {
            groups.Add(resources);
        }

        return groups.Most();
    }

    /// <summary>Finds the drifted subscriptions that have the difference of a group, by id; null for more than can be named.</summary>
    internal async Task<IReadOnlyList<Guid>?> FindSubscriptionsAsync(
        DriftGroup group,
        ReadScope? scope,
        CancellationToken cancellationToken
    )
    {
        var found = new List<Guid>();
        await foreach (var (subscriptionId, resources) in ReadDriftedAsync(product: null, scope, cancellationToken))
        {
            if (!DriftGroups.Has(resources, group))
            {
                continue;
            }

            if (found.Count == Limits.MaxNamedSubscriptions)
            {
                return null;
            }

            found.Add(subscriptionId);
        }

        return found;
    }

    private async IAsyncEnumerable<(Guid SubscriptionId, IReadOnlyList<ResourceDrift> Resources)> ReadDriftedAsync(
        string? product,
        ReadScope? scope,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var search = new DriftSearch(0, 0) { Product = product, Status = DriftStatus.Drifted };
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            $"SELECT d.subscription_id, d.resources FROM {Tables} WHERE {DriftSql.Counts} AND d.status = "
                + $"@status{Seen(database, scope)}{(product is null ? "" : " AND p.name = @product")} ORDER BY d.subscription_id",
            cancellationToken
        );
        await using var row = await Bind(command, search, scope).ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return (new ShownRow(row).GetGuid(0), DriftWriter.Read(row.GetString(1)));
        }
    }

    /// <summary>The condition that a row is of one of these; no list restricts nothing, and an empty one finds nothing.</summary>
    private static string OneOf(IReadOnlyList<Guid>? subscriptionIds) =>
        subscriptionIds switch
        {
            null => "",
            [] => " AND 1 = 0",
            _ => $" AND d.subscription_id IN ({string.Join(", ", subscriptionIds.Index().Select(static id => $"@id{id.Index}"))})",
        };

    private static string Seen(OrchestratorDbContext database, ReadScope? scope) =>
        scope is null ? "" : $" AND {Visibility.OfSubscription(database, "s")}";

    private static Statement Bind(Statement statement, ReadScope? scope) => scope is null ? statement : statement.With(scope);

    private static Statement Bind(Statement statement, DriftSearch search, ReadScope? scope)
    {
        _ = search.Product is null ? statement : statement.With("product", search.Product);
        _ = search.Status is { } status ? statement.With("status", WireName.Of(status)) : statement;
        foreach (var (index, id) in (search.SubscriptionIds ?? []).Index())
        {
            statement.With($"id{index}", id);
        }

        return Bind(statement, scope);
    }

    private static async Task<int> CountAsync(Statement statement, CancellationToken cancellationToken) =>
        Convert.ToInt32(await statement.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);

    private static async Task<IReadOnlyList<T>> ReadAsync<T>(
        Statement statement,
        Func<DbDataReader, ShownRow, T> read,
        CancellationToken cancellationToken
    )
    {
        var items = new List<T>();
        await using var reader = await statement.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            items.Add(read(reader, new ShownRow(reader)));
        }

        return items;
    }
}
