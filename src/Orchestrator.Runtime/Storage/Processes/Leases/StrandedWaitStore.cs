using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Processes;

/// <summary>Reads and ends waits of processes whose clock was set back.</summary>
internal sealed class StrandedWaitStore(IDbContextFactory<OrchestratorDbContext> databases, TimeProvider time)
{
    /// <summary>By how much the clocks of hosts may differ; a clock that is set back by less delays a process by less.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    /// <summary>Finds the processes that have begun to wait later than it is now.</summary>
    internal async Task<IReadOnlyList<FutureWait>> FindFutureAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            $"""
            SELECT pid, waits_since, due_at FROM processes
            WHERE {StepHistoryReader.IsUnfinished} AND last_status = 'waiting' AND due_at > @now AND waits_since > @future
            """,
            cancellationToken
        );
        var now = time.GetUtcNow();
        return await ReadAsync(command.With("now", now).With("future", now + Tolerance), cancellationToken);
    }

    /// <summary>Finds those of some waits that have not ended.</summary>
    internal async Task<IReadOnlySet<FutureWait>> FindAsync(IReadOnlyCollection<FutureWait> waits, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            "SELECT pid, waits_since, due_at FROM processes WHERE last_status = 'waiting' AND pid IN (SELECT "
                + $"{database.Dialect.JsonTexts("@pids", "uuid")})",
            cancellationToken
        );
        command.With("pids", JsonSerializer.Serialize(waits.Select(static wait => wait.ProcessId)));
        return (await ReadAsync(command, cancellationToken)).ToHashSet();
    }

    private static async Task<IReadOnlyList<FutureWait>> ReadAsync(Statement command, CancellationToken cancellationToken)
    {
        var found = new List<FutureWait>();
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            // One that cannot be read is left to people, who see it in the list: it must not hold up the others.
            var shown = new ShownRow(row);
            var wait = new FutureWait(shown.GetGuid(0), shown.GetTime(1), shown.GetTime(2));
            if (shown.Problem is null)
            {
                found.Add(wait);
            }
        }

        return found;
    }

    /// <summary>Makes a process due. False when it does not wait any more as it did.</summary>
    internal async Task<bool> EndAsync(FutureWait wait, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            "UPDATE processes SET due_at = @now, waits_since = @now WHERE pid = @pid AND last_status = 'waiting' "
                + "AND due_at = @due AND waits_since = @since",
            cancellationToken
        );
        command.With("pid", wait.ProcessId).With("now", time.GetUtcNow()).With("due", wait.DueAt).With("since", wait.Since);
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }
}

/// <summary>A process that has begun to wait later than it is now.</summary>
/// <param name="ProcessId">The process.</param>
/// <param name="Since">When it began to wait.</param>
/// <param name="DueAt">When it is due.</param>
internal sealed record FutureWait(Guid ProcessId, DateTimeOffset Since, DateTimeOffset DueAt)
{
    /// <summary>For how long it was to wait.</summary>
    internal TimeSpan Duration => DueAt - Since;
}
