using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Catalog;
using Orchestrator.Operations;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Schedules.Triggers;
using Orchestrator.Storage.Audit;
using Orchestrator.Storage.Processes;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Schedules;

/// <summary>Reads and writes schedules.</summary>
internal sealed class ScheduleStore(IDbContextFactory<OrchestratorDbContext> databases, TimeProvider time)
{
    private static string Select(OrchestratorDbContext database) =>
        $"""
            SELECT s.schedule_id, s.declared_key, s.name, s.workflow_id, w.name, s.trigger_kind, s.trigger_arguments, s.pages,
                s.next_run_at, s.last_run_at, s.last_pid, s.last_refusal, s.created_by, s.created_at, s.last_refusal_locked_by,
                COALESCE(s.run_as, s.created_by), s.updated_by, s.run_policies,
                {RowPosition.Columns("s.next_run_at", "s.schedule_id", database.Dialect)}
            FROM schedules s JOIN workflows w ON w.workflow_id = s.workflow_id
            WHERE s.deleted_at IS NULL
            """;

    private const string SetTrigger =
        ", run_as = @as, run_policies = @policies, trigger_kind = @kind, trigger_arguments = @arguments, next_run_at = @due";

    internal async Task<IReadOnlyList<Schedule>> ListAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync($"{Select(database)} ORDER BY s.name, s.schedule_id", cancellationToken);
        return await ReadAsync(command, cancellationToken);
    }

    internal async Task<Schedule?> FindAsync(Guid scheduleId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync($"{Select(database)} AND s.schedule_id = @id", cancellationToken);
        return (await ReadAsync(command.With("id", scheduleId), cancellationToken)).SingleOrDefault();
    }

    /// <summary>Finds those that are due, the one that has waited longest first, after a position.</summary>
    internal async Task<IReadOnlyList<Schedule>> FindDueAsync(RowPosition? after, int limit, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            $"{Select(database)} AND s.next_run_at <= @now "
                + $"AND {RowPosition.IsAfter(after, "s.next_run_at", "s.schedule_id", database.Dialect)} "
                + "ORDER BY s.next_run_at, s.schedule_id LIMIT @limit",
            cancellationToken
        );
        return await ReadAsync(command.With("now", time.GetUtcNow()).With("limit", limit).With(after), cancellationToken);
    }

    internal async Task CreateAsync(
        Guid scheduleId,
        string workflowName,
        string name,
        ScheduleTrigger trigger,
        IReadOnlyList<JsonElement> pages,
        DateTimeOffset due,
        Caller user,
        AlsoWrite? alsoWrite,
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (alsoWrite is not null)
        {
            await alsoWrite(database, scheduleId, cancellationToken);
        }

        if (
            !await InsertAsync(
                database,
                scheduleId,
                key: null,
                workflowName,
                name,
                trigger,
                pages,
                declaration: null,
                due,
                user,
                time.GetUtcNow(),
                cancellationToken
            )
        )
        {
            throw new NotFoundException("workflow_not_found", CatalogErrors.DescribeMissingRow(workflowName))
            {
                ContractText = ScheduleErrors.NoTask,
            };
        }

        await NoteAsync(database, AuditAction.CreateSchedule, scheduleId, workflowName, trigger.Describe(), user, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>
    /// Changes what is given, and leaves the rest as it is, the time at which it is due above all: one that was read before may have fired
    /// meanwhile. With a new trigger it fires as the one who gave it.
    /// </summary>
    /// <returns>False when it is gone.</returns>
    internal async Task<bool> UpdateAsync(
        Schedule schedule,
        string? name,
        ScheduleTrigger? trigger,
        DateTimeOffset? due,
        Caller user,
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            $"""
            UPDATE schedules SET name = COALESCE(@name, name), updated_by = @user{(trigger is null ? "" : SetTrigger)}
            WHERE schedule_id = @id AND deleted_at IS NULL
            """,
            cancellationToken
        );
        command.With("id", schedule.ScheduleId).With("name", name).With("user", user.Name);
        if (trigger is not null)
        {
            command
                .With("as", user.AuthenticatedName)
                .With("policies", user.Granted?.ToText())
                .With("kind", trigger.Kind)
                .With("arguments", trigger.Arguments.GetRawText())
                .With("due", due);
        }

        if (await command.ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            return false;
        }

        await NoteAsync(
            database,
            AuditAction.UpdateSchedule,
            schedule.ScheduleId,
            schedule.WorkflowName,
            trigger?.Describe() ?? name,
            user,
            cancellationToken
        );
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private Task NoteAsync(
        OrchestratorDbContext database,
        AuditAction action,
        Guid scheduleId,
        string workflowName,
        string? text,
        Caller user,
        CancellationToken cancellationToken
    ) =>
        AuditLog.WriteAsync(
            database,
            user,
            new(action)
            {
                ObjectId = scheduleId,
                WorkflowName = workflowName,
                Reason = text,
            },
            time.GetUtcNow(),
            cancellationToken
        );

    /// <summary>
    /// Deletes some together, in the order of their ids. What the code declares leaves a mark, so that it does not come back.
    /// </summary>
    internal async Task DeleteAsync(IReadOnlyList<Schedule> schedules, Caller user, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        foreach (var part in schedules.Select(static schedule => schedule.ScheduleId).Order().Chunk(Limits.MaxRowsPerStatement))
        {
            var ids = string.Join(", ", part.Select(static (_, index) => $"@id{index}"));
            await using var command = await database.CommandAsync(
                $"""
                UPDATE schedules SET deleted_at = @now, next_run_at = NULL
                WHERE schedule_id IN (
                    SELECT schedule_id FROM schedules WHERE schedule_id IN ({ids}) ORDER BY schedule_id{database.Dialect.RowLock});
                DELETE FROM schedules WHERE schedule_id IN ({ids}) AND declared_key IS NULL
                """,
                cancellationToken
            );
            foreach (var (index, scheduleId) in part.Index())
            {
                command.With($"id{index}", scheduleId);
            }

            await command.With("now", time.GetUtcNow()).ExecuteNonQueryAsync(cancellationToken);
        }

        foreach (var (scheduleId, workflowName) in schedules.Select(static schedule => (schedule.ScheduleId, schedule.WorkflowName)))
        {
            await NoteAsync(database, AuditAction.DeleteSchedule, scheduleId, workflowName, text: null, user, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Moves a schedule on to its next time, inside the transaction that makes its process.</summary>
    /// <exception cref="TickTakenException">Another host has done so.</exception>
    internal static async Task AdvanceAsync(
        OrchestratorDbContext database,
        ScheduleTick tick,
        Guid? processId,
        StartRejection? refusal,
        CancellationToken cancellationToken
    )
    {
        var due =
            tick.Schedule.Position
            ?? throw new InvalidOperationException($"Schedule {tick.Schedule.ScheduleId} is not due at any time, so it cannot fire.");
        await using var command = await database.CommandAsync(
            $"""
            UPDATE schedules SET next_run_at = @next, last_run_at = @now, last_pid = @pid, last_refusal = @refusal,
                last_refusal_locked_by = @owner
            WHERE schedule_id = {database.Dialect.Id("@id")} AND next_run_at = {database.Dialect.Time("@due")} AND deleted_at IS NULL
            """,
            cancellationToken
        );
        command
            .WithPlace("id", due.Id)
            .WithPlace("due", due.Time)
            .With("next", tick.Next)
            .With("now", tick.Now)
            .With("pid", processId)
            .With("refusal", refusal is null ? null : StorableText.Start(refusal.Reason, Limits.MaxRejectionLength))
            .With("owner", refusal?.LockedBy);
        if (await command.ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            throw new TickTakenException();
        }

        await ScheduleRunStore.AddAsync(database, tick, processId, refusal, cancellationToken);
    }

    /// <summary>Moves a schedule on whose workflow could not be started this time.</summary>
    internal async Task NoteRefusalAsync(ScheduleTick tick, StartRejection refusal, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        try
        {
            await AdvanceAsync(database, tick, processId: null, refusal, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (TickTakenException)
        {
            // Another host has noted it, or an operator has changed the schedule: either way nothing is left to do.
        }
    }

    /// <summary>Adds a schedule inside a transaction. False when the workflow does not exist.</summary>
    internal static async Task<bool> InsertAsync(
        OrchestratorDbContext database,
        Guid scheduleId,
        string? key,
        string workflowName,
        string name,
        ScheduleTrigger trigger,
        IReadOnlyList<JsonElement> pages,
        string? declaration,
        DateTimeOffset? due,
        Caller user,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(
            """
            INSERT INTO schedules (schedule_id, declared_key, name, workflow_id, trigger_kind, trigger_arguments, pages, declaration,
                next_run_at, created_by, run_as, run_policies, created_at)
            SELECT @id, @key, @name, workflow_id, @kind, @arguments, @pages, @declaration, @due, @user, @as, @policies, @now
            FROM workflows WHERE name = @workflow AND deleted_at IS NULL
            """,
            cancellationToken
        );
        command
            .With("id", scheduleId)
            .With("key", key)
            .With("name", name)
            .With("kind", trigger.Kind)
            .With("arguments", trigger.Arguments.GetRawText())
            .With("pages", JsonSerializer.Serialize(pages))
            .With("declaration", declaration)
            .With("due", due)
            .With("user", user.Name)
            .With("as", user.AuthenticatedName)
            .With("policies", user.Granted?.ToText())
            .With("now", now)
            .With("workflow", workflowName);
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    private static async Task<IReadOnlyList<Schedule>> ReadAsync(Statement command, CancellationToken cancellationToken)
    {
        var schedules = new List<Schedule>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var (trigger, pages) = Parse(reader.GetString(5), reader.GetString(6), reader.GetString(7));
            var row = new ShownRow(reader);
            var schedule = new Schedule(
                row.GetGuid(0),
                row.FindText(1),
                reader.GetString(2),
                row.GetGuid(3),
                reader.GetString(4),
                trigger,
                pages,
                row.FindTime(8),
                row.FindTime(9),
                row.FindGuid(10),
                row.FindText(11),
                reader.GetString(12),
                row.GetTime(13)
            )
            {
                LastRefusalLockedBy = row.FindGuid(14),
                RunAs = reader.GetString(15),
                UpdatedBy = row.FindText(16),
                RunPolicies = row.FindText(17),
                Position = reader.IsDBNull(18) ? null : RowPosition.Read(reader, 18),
            };
            schedules.Add(
                row.Problem is { } problem
                    ? schedule with
                    {
                        Trigger = Unreadable(trigger.Kind, trigger.Arguments, $"{problem}."),
                    }
                    : schedule
            );
        }

        return schedules;
    }

    private static UnreadableTrigger Unreadable(string kind, JsonElement? arguments, string problem) =>
        new(kind, arguments, $"This schedule cannot be read: {problem} Correct its row or its trigger, or delete it.");

    /// <summary>Reads what is stored as text. One row that cannot be read must not hide the others.</summary>
    private static (ScheduleTrigger Trigger, IReadOnlyList<JsonElement> Pages) Parse(string kind, string arguments, string pages)
    {
        JsonElement? given = null;
        try
        {
            given = JsonElement.Parse(arguments);
            return (ScheduleTrigger.Parse(kind, given.Value), [.. JsonElement.Parse(pages).EnumerateArray()]);
        }
        catch (Exception exception) when (exception is InvalidRequestException or JsonException or InvalidOperationException)
        {
            return (Unreadable(kind, given, exception.Message), []);
        }
    }
}
