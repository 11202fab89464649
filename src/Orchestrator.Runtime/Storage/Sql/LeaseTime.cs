using Microsoft.EntityFrameworkCore;

namespace Orchestrator.Storage.Sql;

/// <summary>
/// The clock by which leases run: the server's, where hosts of several machines share one, so that no two of them disagree about what is
/// over; the machine's for a SQLite file, whose hosts are all on it.
/// </summary>
internal static class LeaseTime
{
    /// <summary>The SQL for now.</summary>
    internal static string LeaseNow(this DbContext database) => database.Database.IsSqlite() ? "@lease_now" : "now()";

    /// <summary>The SQL for when a lease that is taken now is over.</summary>
    internal static string LeaseEnd(this DbContext database) =>
        database.Database.IsSqlite() ? "@lease_end" : "now() + @lease_seconds * interval '1 second'";

    /// <summary>Gives a statement what its parts from here need.</summary>
    /// <param name="command">The statement.</param>
    /// <param name="database">Its database.</param>
    /// <param name="time">The machine's clock.</param>
    /// <param name="duration">For how long a lease is taken; null when none is.</param>
    internal static Statement WithLeaseTime(this Statement command, DbContext database, TimeProvider time, TimeSpan? duration = null)
    {
        if (!database.Database.IsSqlite())
        {
            return duration is { } seconds ? command.With("lease_seconds", seconds.TotalSeconds) : command;
        }

        var now = time.GetUtcNow();
        command.With("lease_now", now);
        return duration is { } length ? command.With("lease_end", now + length) : command;
    }
}
