using Orchestrator.Options;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.ExternalSystems;

/// <summary>
/// Shares the limits of external systems among the hosts of the core database. A host has concurrent calls by a lease, and reserves time in
/// which it begins calls; the row of the system is the lock under which both are given out.
/// </summary>
/// <param name="transactions">Runs what is written.</param>
/// <param name="time">The machine's clock, where the database has none.</param>
internal sealed class ExternalSystemStore(WriteTransactions transactions, TimeProvider time)
{
    /// <summary>
    /// The longest time that a host reserves at once: for so long, calls of other hosts that matter more may have to wait.
    /// </summary>
    private static readonly TimeSpan MaxReservation = TimeSpan.FromSeconds(0.5);

    /// <summary>The shortest: for a few calls one after the other, so that not each of them asks.</summary>
    private static readonly TimeSpan MinReservation = TimeSpan.FromSeconds(0.1);

    /// <summary>Further ahead than any lease, or all reservations of many hosts: the clock was set back, and it is over.</summary>
    private static readonly TimeSpan MaxLease = TimeSpan.FromHours(1);

    private static readonly TimeSpan MaxReservedAhead = TimeSpan.FromMinutes(1);

    /// <summary>Says what this host wants of a system, and takes what it gets. Who wants nothing gives back all that it had.</summary>
    internal async Task<SystemShare> ShareAsync(
        string system,
        ExternalSystemOptions limits,
        string host,
        SystemDemand demand,
        TimeSpan lease,
        CancellationToken cancellationToken
    ) =>
        (
            await transactions.RunAsync(
                async (database, token) =>
                {
                    var (now, reservedUntil) = await LockAsync(database, system, token);
                    var (slots, isShared) = limits.MaxConcurrency is { } limit
                        ? await TakeSlotsAsync(database, system, limit, host, demand, now, lease, token)
                        : (int.MaxValue, false);
                    return limits.PerSecond is { } perSecond && demand.Starts > 0 && slots > demand.Running
                        ? await ReserveAsync(
                            database,
                            system,
                            TimeSpan.FromSeconds(1) / perSecond,
                            new(
                                slots,
                                isShared,
                                Math.Min(demand.Starts, slots - demand.Running),
                                reservedUntil > now && reservedUntil < now + MaxReservedAhead ? reservedUntil - now : TimeSpan.Zero
                            ),
                            now,
                            token
                        )
                        : new(slots, isShared, Starts: 0, StartsIn: TimeSpan.Zero);
                },
                cancellationToken
            )
        )!;

    private async Task<(DateTimeOffset Now, DateTimeOffset ReservedUntil)> LockAsync(
        OrchestratorDbContext database,
        string system,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            await using (
                var read = await database.CommandAsync(
                    $"SELECT {database.Dialect.LeaseNow}, reserved_until FROM external_systems "
                        + $"WHERE name = @system{database.Dialect.RowLock}",
                    cancellationToken
                )
            )
            {
                await using var row = await read.With("system", system).WithLeaseTime(time).ExecuteReaderAsync(cancellationToken);
                if (await row.ReadAsync(cancellationToken))
                {
                    return (row.GetStoredTime(0), row.GetStoredTime(1));
                }
            }

            await using var insert = await database.CommandAsync(
                "INSERT INTO external_systems (name, reserved_until) VALUES (@system, @never) ON CONFLICT (name) DO NOTHING",
                cancellationToken
            );
            await insert.With("system", system).With("never", DateTimeOffset.UnixEpoch).ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static async Task<(int Slots, bool IsShared)> TakeSlotsAsync(
        OrchestratorDbContext database,
        string system,
        int limit,
        string host,
        SystemDemand demand,
        DateTimeOffset now,
        TimeSpan lease,
        CancellationToken cancellationToken
    )
    {
        var stored = await ReadHostsAsync(database, system, cancellationToken);
        var over = stored.RemoveAll(other => other.ExpiresAt <= now || other.ExpiresAt > now + MaxLease);
        var own = stored.Find(other => other.Demand.Host == host);
        HostDemand[] others = [.. stored.Where(other => other != own).Select(static other => other.Demand)];

        // More than the limit is not wanted: so a host that has all of it writes nothing when still more calls wait.
        var before = own?.Demand ?? new(host, Slots: 0, Individual: 0, Wanted: 0, now);
        var after = before with { Individual = Math.Min(demand.Individual, limit), Wanted = Math.Min(demand.Wanted, limit) };
        after = after with { Slots = SlotShares.Compute(after, demand.Running, others, limit) };
        after = after.Slots < before.Slots ? after with { Since = now } : after;
        if (over > 0 || demand.Wanted == 0)
        {
            await DeleteAsync(database, system, demand.Wanted == 0 ? host : null, now, cancellationToken);
        }

        if (demand.Wanted == 0)
        {
            return (0, others.Length > 0);
        }

        if (after != own?.Demand || own.ExpiresAt < now + (lease / 2))
        {
            await WriteAsync(database, system, after, now + lease, cancellationToken);
        }

        return (after.Slots, others.Length > 0);
    }

    private static async Task<List<StoredHost>> ReadHostsAsync(
        OrchestratorDbContext database,
        string system,
        CancellationToken cancellationToken
    )
    {
        await using var read = await database.CommandAsync(
            "SELECT host, slots, individual, wanted, since, expires_at FROM external_system_hosts WHERE system_name = @system",
            cancellationToken
        );
        var demands = new List<StoredHost>();
        await using var row = await read.With("system", system).ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            demands.Add(
                new(
                    new(row.GetString(0), row.GetStoredNumber(1), row.GetStoredNumber(2), row.GetStoredNumber(3), row.GetStoredTime(4)),
                    row.GetStoredTime(5)
                )
            );
        }

        return demands;
    }

    private static async Task DeleteAsync(
        OrchestratorDbContext database,
        string system,
        string? host,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await using var delete = await database.CommandAsync(
            "DELETE FROM external_system_hosts WHERE system_name = @system "
                + "AND (expires_at <= @now OR expires_at > @future OR host = @host)",
            cancellationToken
        );
        await delete
            .With("system", system)
            .With("host", host ?? "")
            .With("now", now)
            .With("future", now + MaxLease)
            .ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task WriteAsync(
        OrchestratorDbContext database,
        string system,
        HostDemand demand,
        DateTimeOffset expiresAt,
        CancellationToken cancellationToken
    )
    {
        await using var write = await database.CommandAsync(
            """
            INSERT INTO external_system_hosts (system_name, host, slots, individual, wanted, since, expires_at)
            VALUES (@system, @host, @slots, @individual, @wanted, @since, @expires)
            ON CONFLICT (system_name, host) DO UPDATE SET slots = excluded.slots, individual = excluded.individual,
                wanted = excluded.wanted, since = excluded.since, expires_at = excluded.expires_at
            """,
            cancellationToken
        );
        await write
            .With("system", system)
            .With("host", demand.Host)
            .With("slots", demand.Slots)
            .With("individual", demand.Individual)
            .With("wanted", demand.Wanted)
            .With("since", demand.Since)
            .With("expires", expiresAt)
            .ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<SystemShare> ReserveAsync(
        OrchestratorDbContext database,
        string system,
        TimeSpan interval,
        SystemShare share,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var starts = Math.Max(1, (int)(Clamp(share.Starts * interval) / interval));
        await using var reserve = await database.CommandAsync(
            "UPDATE external_systems SET reserved_until = @until WHERE name = @system",
            cancellationToken
        );
        await reserve
            .With("system", system)
            .With("until", now + share.StartsIn + (starts * interval))
            .ExecuteNonQueryAsync(cancellationToken);
        return share with { Starts = starts };

        static TimeSpan Clamp(TimeSpan length) =>
            length < MinReservation ? MinReservation
            : length > MaxReservation ? MaxReservation
            : length;
    }

    private sealed record StoredHost(HostDemand Demand, DateTimeOffset ExpiresAt);
}
