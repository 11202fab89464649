using System.Text.Json;
using Microsoft.Extensions.Options;
using Orchestrator.Options;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.BulkReconciles;

/// <summary>
/// Writes in which order related subscriptions are reconciled: what is used before what uses it. Where they use each other in a circle, any
/// of them is first. Of two that are related never both are under way, because each would hold up the other.
/// </summary>
internal sealed class BulkReconcileOrder(IOptions<OrchestratorOptions> options)
{
    /// <summary>Writes it, in the transaction that has written the items.</summary>
    internal async Task WriteAsync(OrchestratorDbContext database, Guid bulkId, CancellationToken cancellationToken)
    {
        await InsertByBlocksAsync(database, bulkId, cancellationToken);
        if (options.Value.RelationResourceTypes is { Count: > 0 } types)
        {
            await InsertByValuesAsync(database, bulkId, types, cancellationToken);
        }

        var (levels, turned) = Sort(await ReadAsync(database, bulkId, cancellationToken));
        await DeleteAsync(database, bulkId, turned, cancellationToken);
        await InsertAsync(database, bulkId, turned.Select(static pair => (pair.Before, pair.Subscription)), cancellationToken);

        foreach (var level in levels.Where(static level => level.Value > 0).GroupBy(static level => level.Value))
        {
            await using var update = await database.CommandAsync(
                "UPDATE bulk_reconcile_items SET position = @position WHERE pid = @pid "
                    + $"AND subscription_id IN (SELECT {database.Dialect.JsonTexts("@ids", "uuid")})",
                cancellationToken
            );
            await update
                .With("pid", bulkId)
                .With("position", level.Key)
                .With("ids", JsonSerializer.Serialize(level.Select(static item => item.Key)))
                .ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>
    /// Finds for each subscription how many others come before it one after the other, and the pairs that have to be turned around so that
    /// no circle is left.
    /// </summary>
    /// <param name="pairs">Each subscription with one that comes before it.</param>
    internal static (Dictionary<Guid, int> Levels, IReadOnlyList<(Guid Subscription, Guid Before)> Turned) Sort(
        IReadOnlyCollection<(Guid Subscription, Guid Before)> pairs
    )
    {
        var after = pairs.ToLookup(static pair => pair.Before, static pair => pair.Subscription);
        var open = pairs
            .SelectMany(static pair => new[] { (Id: pair.Subscription, Waits: 1), (Id: pair.Before, Waits: 0) })
            .GroupBy(static end => end.Id)
            .ToDictionary(static ends => ends.Key, static ends => ends.Sum(static end => end.Waits));
        var levels = new Dictionary<Guid, int>();
        var free = new Queue<Guid>(open.Where(static item => item.Value == 0).Select(static item => item.Key).Order());
        var turned = new List<(Guid, Guid)>();
        var before = pairs.ToLookup(static pair => pair.Subscription, static pair => pair.Before);
        var left = new Queue<Guid>(open.Keys.Order());
        while (levels.Count < open.Count)
        {
            Guid next;
            if (free.Count > 0)
            {
                next = free.Dequeue();
            }
            else
            {
                while (levels.ContainsKey(left.Peek()))
                {
                    left.Dequeue();
                }

                next = left.Dequeue();
                turned.AddRange(before[next].Where(other => !levels.ContainsKey(other)).Select(other => (next, other)));
            }

            levels.Add(next, 1 + before[next].Max(other => (int?)levels.GetValueOrDefault(other, -1)) ?? 0);
            foreach (var user in after[next].Where(user => !levels.ContainsKey(user)))
            {
                if (--open[user] == 0)
                {
                    free.Enqueue(user);
                }
            }
        }

        return (levels, turned);
    }

    private static async Task InsertByBlocksAsync(OrchestratorDbContext database, Guid bulkId, CancellationToken cancellationToken)
    {
        await using var insert = await database.CommandAsync(
            """
            INSERT INTO bulk_reconcile_relations (pid, subscription_id, before_id)
            SELECT DISTINCT i.pid, i.subscription_id, b.subscription_id
            FROM bulk_reconcile_items i
            JOIN subscription_instances own ON own.subscription_id = i.subscription_id
            JOIN subscription_instance_relations r ON r.in_use_by_id = own.subscription_instance_id
            JOIN subscription_instances used ON used.subscription_instance_id = r.depends_on_id
            JOIN bulk_reconcile_items b ON b.pid = i.pid AND b.subscription_id = used.subscription_id
            WHERE i.pid = @pid AND b.subscription_id <> i.subscription_id
            """,
            cancellationToken
        );
        await insert.With("pid", bulkId).ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The value of some resource types names a subscription that is used.</summary>
    private static async Task InsertByValuesAsync(
        OrchestratorDbContext database,
        Guid bulkId,
        ICollection<string> types,
        CancellationToken cancellationToken
    )
    {
        var named = new List<(Guid Subscription, Guid Before)>();
        await using (
            var find = await database.CommandAsync(
                $"""
                SELECT i.subscription_id, v.value
                FROM bulk_reconcile_items i
                JOIN subscription_instances own ON own.subscription_id = i.subscription_id
                JOIN subscription_instance_values v ON v.subscription_instance_id = own.subscription_instance_id
                JOIN resource_types t ON t.resource_type_id = v.resource_type_id
                WHERE i.pid = @pid AND t.resource_type IN (SELECT {database.Dialect.JsonTexts("@types", "text")})
                """,
                cancellationToken
            )
        )
        {
            await using var row = await find.With("pid", bulkId)
                .With("types", JsonSerializer.Serialize(types))
                .ExecuteReaderAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
            {
                if (Guid.TryParse(row.GetString(1), out var used))
                {
                    named.Add((row.GetStoredGuid(0), used));
                }
            }
        }

        await InsertAsync(database, bulkId, named.Where(static pair => pair.Subscription != pair.Before).Distinct(), cancellationToken);
    }

    private static async Task<IReadOnlyCollection<(Guid Subscription, Guid Before)>> ReadAsync(
        OrchestratorDbContext database,
        Guid bulkId,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(
            "SELECT subscription_id, before_id FROM bulk_reconcile_relations WHERE pid = @pid",
            cancellationToken
        );
        return await command
            .With("pid", bulkId)
            .ReadAllAsync(static row => (row.GetStoredGuid(0), row.GetStoredGuid(1)), cancellationToken);
    }

    private static async Task DeleteAsync(
        OrchestratorDbContext database,
        Guid bulkId,
        IEnumerable<(Guid Subscription, Guid Before)> pairs,
        CancellationToken cancellationToken
    )
    {
        foreach (var some in pairs.Chunk(Limits.MaxRowsPerStatement))
        {
            await using var delete = await database.CommandAsync(
                $"DELETE FROM bulk_reconcile_relations WHERE pid = @pid AND (subscription_id, before_id) IN (VALUES {Rows(some.Length)})",
                cancellationToken
            );
            await With(delete.With("pid", bulkId), some).ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>Writes pairs of which the second is selected. One that is there already stays.</summary>
    private static async Task InsertAsync(
        OrchestratorDbContext database,
        Guid bulkId,
        IEnumerable<(Guid Subscription, Guid Before)> pairs,
        CancellationToken cancellationToken
    )
    {
        foreach (var some in pairs.Chunk(Limits.MaxRowsPerStatement))
        {
            await using var insert = await database.CommandAsync(
                $"""
                INSERT INTO bulk_reconcile_relations (pid, subscription_id, before_id)
                SELECT i.pid, v.column1, v.column2
                FROM (VALUES {Rows(some.Length)}) v JOIN bulk_reconcile_items i ON i.subscription_id = v.column2
                WHERE i.pid = @pid
                ON CONFLICT DO NOTHING
                """,
                cancellationToken
            );
            await With(insert.With("pid", bulkId), some).ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static string Rows(int count) =>
        string.Join(", ", Enumerable.Range(0, count).Select(static index => $"(@subscription{index}, @before{index})"));

    private static Statement With(Statement statement, IEnumerable<(Guid Subscription, Guid Before)> pairs)
    {
        foreach (var (index, (subscription, before)) in pairs.Index())
        {
            statement.With($"subscription{index}", subscription).With($"before{index}", before);
        }

        return statement;
    }
}
