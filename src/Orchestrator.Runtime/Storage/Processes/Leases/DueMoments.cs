using Microsoft.EntityFrameworkCore;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Processes;

/// <summary>Finds when something is due next, for tests that move the clock.</summary>
internal sealed class DueMoments(IDbContextFactory<OrchestratorDbContext> databases)
{
    /// <summary>The first moment at which a waiting process, a callback's time-out or a schedule is due; null for none.</summary>
    /// <param name="after">The moment after which it lies.</param>
    /// <param name="until">The last moment that counts.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    internal async Task<DateTimeOffset?> FindNextAsync(DateTimeOffset after, DateTimeOffset until, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            """
            SELECT d.moment FROM (
                SELECT due_at AS moment FROM processes WHERE last_status = 'waiting' AND due_at > @after
                UNION ALL
                SELECT c.expires_at FROM process_callbacks c JOIN processes p ON p.pid = c.pid WHERE p.last_status = 'awaiting_callback'
                    AND c.expires_at > @after
                UNION ALL
                SELECT next_run_at FROM schedules WHERE deleted_at IS NULL AND next_run_at > @after
            ) d
            WHERE d.moment <= @until ORDER BY d.moment LIMIT 1
            """,
            cancellationToken
        );
        await using var row = await command.With("after", after).With("until", until).ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? row.GetStoredTime(0) : null;
    }
}
