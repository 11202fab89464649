using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Storage;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Schedules;

/// <summary>Writes the schedules that the code declares.</summary>
internal sealed class DeclaredScheduleStore(
    IDbContextFactory<OrchestratorDbContext> databases,
    DatabaseProvider provider,
    TimeProvider time
)
{
    /// <summary>
    /// Synchronizes the table with what the code declares: adds what is new, changes what the code declares otherwise than before, and
    /// removes what it declares no longer. What operators have changed or deleted stays so.
    /// </summary>
    /// <param name="declareAsync">Says what the code declares, while no one else changes it.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="CatalogException">A declared schedule starts a workflow that does not exist.</exception>
    internal async Task DeclareAsync(
        Func<OrchestratorDbContext, Task<IReadOnlyCollection<DeclaredSchedule>>> declareAsync,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await provider.LockCatalogAsync(database, cancellationToken);
        var stored = await ReadDeclarationsAsync(database, cancellationToken);
        foreach (var schedule in await declareAsync(database))
        {
            if (stored.Remove(schedule.Key, out var known))
            {
                if (known.Declaration != schedule.Declaration)
                {
                    var due = schedule.Trigger.DueAfter(now, now, known.ScheduleId);
                    await RedeclareAsync(database, schedule, due, cancellationToken);
                }
            }
            else if (!await InsertAsync(database, schedule, now, cancellationToken))
            {
                throw new CatalogException(
                    "schedule_without_workflow",
                    $"The schedule '{schedule.Key}' starts the workflow '{schedule.WorkflowName}', which does not exist. "
                        + "Register the assembly that has it, or correct the name."
                );
            }
        }

        foreach (var key in stored.Keys)
        {
            await using var delete = await database.CommandAsync("DELETE FROM schedules WHERE declared_key = @key", cancellationToken);
            await delete.With("key", key).ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>
    /// Replaces a schedule inside a transaction, also one that operators have changed or deleted: an operator has decided again. A host
    /// that starts meanwhile waits for its end.
    /// </summary>
    /// <param name="database">The context with the transaction.</param>
    /// <param name="key">The key of the schedule.</param>
    /// <param name="schedule">The new one; null for none.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>False when there is no workflow for it.</returns>
    internal static async Task<bool> ReplaceAsync(
        OrchestratorDbContext database,
        string key,
        DeclaredSchedule? schedule,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await using var delete = await database.CommandAsync("DELETE FROM schedules WHERE declared_key = @key", cancellationToken);
        await delete.With("key", key).ExecuteNonQueryAsync(cancellationToken);
        return schedule is null || await InsertAsync(database, schedule, now, cancellationToken);
    }

    /// <summary>Lets no starting host declare schedules, inside a transaction, until it ends.</summary>
    internal Task LockAsync(OrchestratorDbContext database, CancellationToken cancellationToken) =>
        provider.LockCatalogAsync(database, cancellationToken);

    private static async Task<bool> InsertAsync(
        OrchestratorDbContext database,
        DeclaredSchedule schedule,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var scheduleId = Guid.CreateVersion7(now);
        return await ScheduleStore.InsertAsync(
            database,
            scheduleId,
            schedule.Key,
            schedule.WorkflowName,
            schedule.Name,
            schedule.Trigger,
            schedule.Pages,
            schedule.Declaration,
            schedule.Trigger.DueAfter(now, now, scheduleId),
            Assignee.System,
            now,
            cancellationToken
        );
    }

    private static async Task<Dictionary<string, (Guid ScheduleId, string Declaration)>> ReadDeclarationsAsync(
        OrchestratorDbContext database,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(
            "SELECT declared_key, schedule_id, declaration FROM schedules WHERE declared_key IS NOT NULL",
            cancellationToken
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var declarations = new Dictionary<string, (Guid, string)>(StringComparer.Ordinal);
        while (await row.ReadAsync(cancellationToken))
        {
            declarations.Add(row.GetString(0), (row.GetStoredGuid(1), row.GetString(2)));
        }

        return declarations;
    }

    private static async Task RedeclareAsync(
        OrchestratorDbContext database,
        DeclaredSchedule schedule,
        DateTimeOffset? due,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(
            """
            UPDATE schedules SET workflow_id = (SELECT workflow_id FROM workflows WHERE name = @workflow), name = @name,
                trigger_kind = @kind, trigger_arguments = @arguments, pages = @pages, declaration = @declaration, next_run_at = @due,
                deleted_at = NULL, run_as = created_by, run_policies = NULL, updated_by = NULL
            WHERE declared_key = @key
            """,
            cancellationToken
        );
        command
            .With("key", schedule.Key)
            .With("workflow", schedule.WorkflowName)
            .With("name", schedule.Name)
            .With("kind", schedule.Trigger.Kind)
            .With("arguments", schedule.Trigger.Arguments.GetRawText())
            .With("pages", JsonSerializer.Serialize(schedule.Pages))
            .With("declaration", schedule.Declaration)
            .With("due", due);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
