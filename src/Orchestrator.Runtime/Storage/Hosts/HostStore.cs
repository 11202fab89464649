using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Storage.Processes;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Hosts;

/// <summary>The hosts of the core database, each of which writes regularly that it is running. Times are those of leases.</summary>
internal sealed class HostStore(IDbContextFactory<OrchestratorDbContext> databases, WriteTransactions transactions, TimeProvider time)
{
    /// <summary>How many hosts are listed.</summary>
    internal const int MaxListed = 100;

    /// <summary>How long a host that ended without saying so is listed.</summary>
    internal static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>Says that a host is running.</summary>
    /// <param name="host">The owner of its leases.</param>
    /// <param name="workers">How many processes it can execute at once.</param>
    /// <param name="queues">The queues whose processes it executes.</param>
    /// <param name="duration">For how long it counts as running from now.</param>
    /// <param name="cancellationToken">Gives up; nothing is written.</param>
    /// <returns>All hosts that are running.</returns>
    internal async Task<IReadOnlyList<string>> WriteAsync(
        string host,
        int workers,
        IReadOnlyList<string> queues,
        TimeSpan duration,
        CancellationToken cancellationToken
    ) =>
        (
            await transactions.RunAsync(
                async (database, token) =>
                {
                    await WriteAsync(database, host, workers, queues, duration, token);
                    await using var read = await database.CommandAsync(
                        $"SELECT name FROM hosts WHERE expires_at > {database.Dialect.LeaseNow} ORDER BY name",
                        token
                    );
                    return await read.WithLeaseTime(time).ReadAllAsync(static row => row.GetString(0), token);
                },
                cancellationToken
            )
        )!;

    /// <summary>Forgets a host that ends.</summary>
    internal Task DeleteAsync(string host, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async (database, token) =>
            {
                await using var delete = await database.CommandAsync("DELETE FROM hosts WHERE name = @host", token);
                return await delete.With("host", host).ExecuteNonQueryAsync(token);
            },
            cancellationToken
        );

    /// <summary>Lists the hosts, those that were seen last first, each with the number of processes that it is executing.</summary>
    internal async Task<IReadOnlyList<StoredHost>> ListAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            $"""
            SELECT h.name, h.workers, h.queues, COALESCE(r.running, 0), h.started_at, h.seen_at, h.expires_at > {database.Dialect.LeaseNow}
            FROM hosts h LEFT JOIN (SELECT l.owner, COUNT(*) AS running FROM {LeaseStore.Live(database.Dialect)} GROUP BY l.owner) r
                ON r.owner = h.name
            ORDER BY h.seen_at DESC, h.name LIMIT @limit
            """,
            cancellationToken
        );
        return await command
            .With("limit", MaxListed)
            .WithLeaseTime(time)
            .ReadAllAsync(
                static row =>
                {
                    var shown = new ShownRow(row);
                    return new StoredHost(
                        row.GetString(0),
                        row.GetStoredNumber(1),
                        shown.GetNames(2),
                        row.GetStoredNumber(3),
                        shown.GetTime(4),
                        shown.GetTime(5),
                        row.GetBoolean(6)
                    );
                },
                cancellationToken
            );
    }

    private async Task WriteAsync(
        OrchestratorDbContext database,
        string host,
        int workers,
        IReadOnlyList<string> queues,
        TimeSpan duration,
        CancellationToken cancellationToken
    )
    {
        DateTimeOffset now;
        await using (
            var write = await database.CommandAsync(
                $"""
                INSERT INTO hosts (name, workers, queues, started_at, seen_at, expires_at)
                VALUES (@host, @workers, @queues, {database.Dialect.LeaseNow}, {database.Dialect.LeaseNow}, {database.Dialect.LeaseEnd})
                ON CONFLICT (name) DO UPDATE SET workers = excluded.workers, queues = excluded.queues, seen_at = excluded.seen_at,
                    expires_at = excluded.expires_at
                RETURNING seen_at
                """,
                cancellationToken
            )
        )
        {
            write
                .With("host", host)
                .With("workers", workers)
                .With("queues", JsonSerializer.Serialize(queues))
                .WithLeaseTime(time, duration);
            await using var row = await write.ExecuteReaderAsync(cancellationToken);
            await row.ReadAsync(cancellationToken);
            now = row.GetStoredTime(0);
        }

        // A time that is that far ahead is one of before the clock was set back.
        await using var delete = await database.CommandAsync(
            "DELETE FROM hosts WHERE seen_at < @past OR seen_at > @future",
            cancellationToken
        );
        await delete.With("past", now - Kept).With("future", now + Kept).ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>A host, and what it executes.</summary>
/// <param name="Name">The owner of its leases.</param>
/// <param name="Workers">How many processes it can execute at once.</param>
/// <param name="Queues">The queues whose processes it executes.</param>
/// <param name="Running">How many it is executing.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="SeenAt">When it wrote last that it is running.</param>
/// <param name="IsOnline">Whether that was recently enough.</param>
internal sealed record StoredHost(
    string Name,
    int Workers,
    IReadOnlyList<string> Queues,
    int Running,
    DateTimeOffset StartedAt,
    DateTimeOffset SeenAt,
    bool IsOnline
);
