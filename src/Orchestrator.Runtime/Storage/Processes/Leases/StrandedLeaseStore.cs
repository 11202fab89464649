using Microsoft.EntityFrameworkCore;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Processes;

/// <summary>Reads and ends leases whose clock was set back.</summary>
internal sealed class StrandedLeaseStore(IDbContextFactory<OrchestratorDbContext> databases, TimeProvider time)
{
    /// <summary>Over, and not given back, which the beginning of the epoch stands for.</summary>
    private static readonly DateTimeOffset Past = DateTimeOffset.UnixEpoch.AddSeconds(1);

    /// <summary>Finds the live leases that were renewed later than it is now.</summary>
    internal async Task<IReadOnlyList<FutureLease>> FindFutureAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            $"SELECT l.pid, l.token, l.renewed_at, l.expires_at FROM {LeaseStore.Live(database.Dialect)} "
                + $"AND l.renewed_at > {database.Dialect.LeaseNow}",
            cancellationToken
        );
        var found = new List<FutureLease>();
        await using var row = await command.WithLeaseTime(time).ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            // One that cannot be read is taken over like any other once it is over, and holds up none here.
            var shown = new ShownRow(row);
            var lease = new FutureLease(shown.GetGuid(0), row.GetInt64(1), shown.GetTime(2), shown.GetTime(3));
            if (shown.Problem is null)
            {
                found.Add(lease);
            }
        }

        return found;
    }

    /// <summary>Ends a lease. False when it was renewed or given back meanwhile.</summary>
    internal async Task<bool> ExpireAsync(FutureLease lease, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            "UPDATE process_leases SET expires_at = @past, renewed_at = @past WHERE pid = @pid AND token = @token "
                + "AND renewed_at = @renewed AND expires_at = @expires",
            cancellationToken
        );
        command
            .With("pid", lease.ProcessId)
            .With("token", lease.Token)
            .With("renewed", lease.RenewedAt)
            .With("expires", lease.ExpiresAt)
            .With("past", Past);
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }
}

/// <summary>A lease that was renewed later than it is now.</summary>
/// <param name="ProcessId">The process.</param>
/// <param name="Token">The fencing token.</param>
/// <param name="RenewedAt">When it was taken or renewed.</param>
/// <param name="ExpiresAt">When it is over.</param>
internal sealed record FutureLease(Guid ProcessId, long Token, DateTimeOffset RenewedAt, DateTimeOffset ExpiresAt)
{
    /// <summary>For how long it was given.</summary>
    internal TimeSpan Duration => ExpiresAt - RenewedAt;
}
