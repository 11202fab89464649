using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Operations;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Schedules;

/// <summary>Keeps the last times at which each schedule fired, and what became of them.</summary>
internal sealed class ScheduleRunStore(IDbContextFactory<OrchestratorDbContext> databases)
{
    /// <summary>How many are kept of each schedule.</summary>
    internal const int MaxKept = 50;

    private static readonly string DeleteOld = string.Create(
        CultureInfo.InvariantCulture,
        $"""
        DELETE FROM schedule_runs WHERE schedule_id = @id AND ran_at < (
            SELECT ran_at FROM schedule_runs WHERE schedule_id = @id ORDER BY ran_at DESC LIMIT 1 OFFSET {MaxKept - 1})
        """
    );

    /// <summary>Adds one, in the transaction that moves the schedule on.</summary>
    internal static async Task AddAsync(
        OrchestratorDbContext database,
        ScheduleTick tick,
        Guid? processId,
        StartRejection? refusal,
        CancellationToken cancellationToken
    )
    {
        await new RowInsert(
            "schedule_runs",
            ("run_id", Guid.CreateVersion7(tick.Now)),
            ("schedule_id", tick.Schedule.ScheduleId),
            ("ran_at", tick.Now),
            ("pid", processId),
            ("refusal", refusal is null ? null : StorableText.Start(refusal.Reason, Limits.MaxRejectionLength))
        ).InsertAsync(database, cancellationToken);
        await using var command = await database.CommandAsync(DeleteOld, cancellationToken);
        await command.With("id", tick.Schedule.ScheduleId).ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Reads the last ones of every schedule, the newest first.</summary>
    internal async Task<IReadOnlyList<ScheduleRun>> ListAsync(int perSchedule, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            """
            SELECT r.schedule_id, r.ran_at, r.pid, r.refusal, p.last_status
            FROM (
                SELECT run_id, schedule_id, ran_at, pid, refusal,
                    ROW_NUMBER() OVER (PARTITION BY schedule_id ORDER BY ran_at DESC, run_id DESC) AS place
                FROM schedule_runs) r
            LEFT JOIN processes p ON p.pid = r.pid
            WHERE r.place <= @limit
            ORDER BY r.ran_at DESC, r.run_id DESC
            """,
            cancellationToken
        );
        await using var reader = await command.With("limit", perSchedule).ExecuteReaderAsync(cancellationToken);
        var runs = new List<ScheduleRun>();
        var row = new ShownRow(reader);
        while (await reader.ReadAsync(cancellationToken))
        {
            runs.Add(
                new(
                    row.GetGuid(0),
                    row.GetTime(1),
                    row.FindGuid(2),
                    row.FindText(3),
                    reader.IsDBNull(4) ? null : row.Get(4, ProcessStatus.InconsistentData)
                )
            );
        }

        return runs;
    }
}
