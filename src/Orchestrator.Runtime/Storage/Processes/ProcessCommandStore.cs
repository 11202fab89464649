using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Processes;
using Orchestrator.Storage.Audit;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Processes;

/// <summary>
/// Writes what people do to processes: answer, retry, skip, abort. Each is one transaction whose first statement decides whether it may
/// happen.
/// </summary>
internal sealed class ProcessCommandStore(
    IDbContextFactory<OrchestratorDbContext> databases,
    WriteTransactions transactions,
    TimeProvider time
)
{
    private const string UserInput = "user_input";

    private const string FailedStatuses = "last_status IN ('failed', 'waiting', 'api_unavailable', 'inconsistent_data')";

    /// <summary>Whether a row of <c>processes</c> is a task that has failed or waits.</summary>
    internal const string IsTaskToRetry = $"is_task AND {FailedStatuses}";

    /// <summary>Whether a row of <c>processes</c> has failed or waits.</summary>
    internal static string HasFailed(string alias) => $"{alias}.{FailedStatuses}";

    /// <summary>Whether a process in this status can be resumed or retried.</summary>
    internal static bool IsResumable(ProcessStatus status) =>
        status
            is ProcessStatus.Suspended
                or ProcessStatus.Waiting
                or ProcessStatus.AwaitingCallback
                or ProcessStatus.Failed
                or ProcessStatus.ApiUnavailable
                or ProcessStatus.InconsistentData
                or ProcessStatus.Resumed;

    /// <summary>Stores the answer to an input step: the step is done with it, and the process is queued.</summary>
    /// <exception cref="ConflictException">The process is no longer suspended: someone else answered.</exception>
    internal async Task AnswerAsync(
        StoredProcess process,
        LoggedStepName step,
        State state,
        IReadOnlyList<JsonElement> pages,
        Caller user,
        CancellationToken cancellationToken
    )
    {
        var now = NextTime(process);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await QueueAsync(database, process, user, now, cancellationToken);
        await InsertInputAsync(database, process.ProcessId, JsonSerializer.Serialize(pages, StateJson.Options), now, cancellationToken);
        await InsertStepAsync(
            database,
            process.ProcessId,
            step.Key,
            step.Shown,
            StepStatus.Success,
            state,
            user.Name,
            now,
            cancellationToken
        );
        await AuditLog.WriteAsync(database, user, AuditedChange.Of(AuditAction.ResumeProcess, process), now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Queues a process again from the step at which it stopped.</summary>
    /// <exception cref="ConflictException">The process changed meanwhile: someone else retried or aborted it.</exception>
    internal async Task RetryAsync(
        StoredProcess process,
        IReadOnlyList<JsonElement> pages,
        Caller user,
        CancellationToken cancellationToken
    )
    {
        var now = NextTime(process);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await QueueAsync(database, process, user, now, cancellationToken);
        await InsertInputAsync(database, process.ProcessId, JsonSerializer.Serialize(pages, StateJson.Options), now, cancellationToken);
        await AuditLog.WriteAsync(database, user, AuditedChange.Of(AuditAction.RetryProcess, process), now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Queues a process in the background from the step at which it stopped, as one of many.</summary>
    /// <exception cref="ConflictException">The process changed meanwhile, or what is also written may not be.</exception>
    internal async Task RetryAsync(StoredProcess process, Caller user, BulkChange change, CancellationToken cancellationToken)
    {
        var now = NextTime(process);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await QueueAsync(database, process, user, now, cancellationToken, isBackground: true);
        await InsertInputAsync(database, process.ProcessId, "[]", now, cancellationToken);
        var audited = AuditedChange.Of(AuditAction.RetryProcess, process, change.Reason) with { IsOfPerson = true };
        await AuditLog.WriteAsync(database, user, audited, now, cancellationToken);
        await change.AlsoWrite(database, process.ProcessId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>
    /// Ends a process and fences off the host that is executing it. One that is completed or aborted, or not at the expected position, is
    /// not changed.
    /// </summary>
    internal async Task<bool> AbortAsync(
        StoredProcess process,
        Caller user,
        string? reason,
        ProcessPosition? expected,
        CancellationToken cancellationToken,
        BulkChange? bulk = null
    )
    {
        const string stepName = "User Aborted";
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);

        // The lease first, as a step that is being logged does: two that take two rows in different order wait for each other.
        await using (
            var fence = await database.CommandAsync(
                "UPDATE process_leases SET owner = 'aborted', token = token + 1, expires_at = @past WHERE pid = @pid",
                cancellationToken
            )
        )
        {
            await fence.With("pid", process.ProcessId).With("past", DateTimeOffset.UnixEpoch).ExecuteNonQueryAsync(cancellationToken);
        }

        // The host that holds the lease can log nothing after the fence. A process that was never acquired has no lease yet: its status,
        // written below, keeps it from being acquired.
        var steps = await StepHistoryReader.ReadStepsAsync(database, process.ProcessId, cancellationToken);
        var now = Later(time.GetUtcNow(), steps.Count == 0 ? null : steps[^1].CompletedAt);
        await using (
            var update = await database.CommandAsync(
                $"""
                UPDATE processes SET last_status = 'aborted', last_step = @step, assignee = @assignee, last_modified_at = @now,
                    failed_reason = NULL, traceback = NULL
                WHERE pid = @pid AND last_status NOT IN ('completed', 'aborted'){(
                    expected is null ? "" : " AND last_status = @seen_status AND COALESCE(last_step, '') = @seen_step"
                )}
                """,
                cancellationToken
            )
        )
        {
            update.With("pid", process.ProcessId).With("step", stepName).With("assignee", Assignee.System).With("now", now);
            if (expected is not null)
            {
                update.With("seen_status", WireName.Of(expected.Status)).With("seen_step", expected.LastStep ?? "");
            }

            if (await update.ExecuteNonQueryAsync(cancellationToken) == 0)
            {
                return false;
            }
        }

        // A process that cannot be read can be ended all the same.
        var (state, _) = await StepHistoryReader.ReadStateAsync(database, process.ProcessId, steps, cancellationToken);
        await InsertStepAsync(
            database,
            process.ProcessId,
            "orchestrator.user_aborted",
            stepName,
            StepStatus.Abort,
            state,
            user.Name,
            now,
            cancellationToken
        );
        var audited = AuditedChange.Of(AuditAction.AbortProcess, process, reason) with { IsOfPerson = bulk is not null };
        await AuditLog.WriteAsync(database, user, audited, now, cancellationToken);
        if (bulk is not null)
        {
            await bulk.AlsoWrite(database, process.ProcessId, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Logs the step at which a process has failed as left out, with who and why, and queues the process.</summary>
    internal async Task SkipAsync(
        StoredProcess process,
        LoggedStepName step,
        string reason,
        Caller user,
        CancellationToken cancellationToken
    )
    {
        var now = NextTime(process);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await QueueAsync(database, process, user, now, cancellationToken);
        var stepId = await InsertStepAsync(
            database,
            process.ProcessId,
            step.Key,
            step.Shown,
            StepStatus.Skipped,
            process.State,
            user.Name,
            now,
            cancellationToken
        );
        await using var update = await database.CommandAsync(
            "UPDATE process_steps SET skip_reason = @reason WHERE stepid = @stepid",
            cancellationToken
        );
        await update.With("reason", CallbackSecrets.Hide(reason)).With("stepid", stepId).ExecuteNonQueryAsync(cancellationToken);
        await AuditLog.WriteAsync(database, user, AuditedChange.Of(AuditAction.SkipStep, process, reason), now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>
    /// Queues in the background those of a batch of tasks that still have failed or wait, in one statement: of two who ask at once, each
    /// task is found by one.
    /// </summary>
    internal async Task<IReadOnlyList<ProcessHint>> RetryTasksAsync(
        IReadOnlyList<Guid> processIds,
        Caller user,
        CancellationToken cancellationToken
    )
    {
        if (processIds.Count == 0)
        {
            return [];
        }

        // In one order, so that two who do this at once wait for each other and neither is refused as a deadlock.
        var pids = string.Join(", ", processIds.Select(static (_, index) => $"@pid{index}"));
        var now = time.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await using var update = await database.CommandAsync(
            $"""
            UPDATE processes SET last_status = 'resumed', is_background = TRUE, run_by = @user, run_as = @as, run_policies = @policies,
                last_modified_at = @now, due_at = NULL, waits_since = NULL
            WHERE {IsTaskToRetry} AND pid IN (SELECT pid FROM processes WHERE {IsTaskToRetry} AND pid IN ({pids})
                ORDER BY pid{database.Dialect.RowLock})
            RETURNING pid, queue
            """,
            cancellationToken
        );
        update.With("user", user.Name).With("as", user.AuthenticatedName).With("policies", user.Granted?.ToText()).With("now", now);
        foreach (var (index, processId) in processIds.Index())
        {
            update.With($"pid{index}", processId);
        }

        var retried = new List<ProcessHint>(processIds.Count);
        await using (var row = await update.ExecuteReaderAsync(cancellationToken))
        {
            while (await row.ReadAsync(cancellationToken))
            {
                retried.Add(new(row.GetStoredGuid(0), new(row.GetString(1), IsBackground: true)));
            }
        }

        Guid[] ids = [.. retried.Select(static hint => hint.ProcessId)];
        await AuditLog.WriteAsync(database, user, AuditAction.RetryProcess, ids, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return retried;
    }

    /// <summary>Deletes a task. Its rows go with it, its lease as well, so nothing can be logged of it any more.</summary>
    internal Task DeleteTaskAsync(StoredProcess process, Caller user, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async (database, token) =>
            {
                var deleted = await ProcessDeletion.DeleteAsync(database, [process.ProcessId], "is_task", static command => command, token);
                if (deleted > 0)
                {
                    var change = AuditedChange.Of(AuditAction.DeleteTask, process);
                    await AuditLog.WriteAsync(database, user, change, time.GetUtcNow(), token);
                }

                return deleted;
            },
            cancellationToken
        );

    internal async Task SetNoteAsync(StoredProcess process, string? note, Caller user, CancellationToken cancellationToken)
    {
        var processId = process.ProcessId;
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await using var update = await database.CommandAsync(
            "UPDATE processes SET note = @note, last_modified_at = @now WHERE pid = @pid",
            cancellationToken
        );
        update.With("pid", processId).With("note", note).With("now", time.GetUtcNow());
        if (await update.ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            throw ProcessErrors.NotFound(processId);
        }

        var change = AuditedChange.Of(AuditAction.AnnotateProcess, process, note);
        await AuditLog.WriteAsync(database, user, change, time.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static DateTimeOffset Later(DateTimeOffset now, DateTimeOffset? last) =>
        last is { } earlier && earlier >= now ? earlier.AddMicroseconds(1) : now;

    private DateTimeOffset NextTime(StoredProcess process) => Later(time.GetUtcNow(), process.LastCompletedAt);

    /// <summary>The one conditional update that decides between two people who resume at once.</summary>
    private static async Task QueueAsync(
        OrchestratorDbContext database,
        StoredProcess process,
        Caller user,
        DateTimeOffset now,
        CancellationToken cancellationToken,
        bool isBackground = false
    )
    {
        if (process.Target == Target.Reconcile)
        {
            await BulkReconcileItems.HoldOfAsync(database, process.ProcessId, cancellationToken);
        }

        await using var command = await database.CommandAsync(
            "UPDATE processes SET last_status = 'resumed', is_background = @background, run_by = @user, run_as = @as, "
                + "run_policies = @policies, last_modified_at = @now, due_at = NULL, waits_since = NULL "
                + "WHERE pid = @pid AND last_status = @expected AND last_modified_at = @seen",
            cancellationToken
        );
        command
            .With("pid", process.ProcessId)
            .With("background", isBackground)
            .With("user", user.Name)
            .With("as", user.AuthenticatedName)
            .With("policies", user.Granted?.ToText())
            .With("now", now)
            .With("expected", WireName.Of(process.Status))
            .With("seen", process.LastModifiedAt);
        if (await command.ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            throw new ConflictException(
                "process_changed",
                $"Process {process.ProcessId} was resumed, retried or aborted by someone else just now. Look at it again."
            );
        }

        if (process.Target == Target.Reconcile)
        {
            await BulkReconcileItems.ReopenAsync(database, process.ProcessId, cancellationToken);
        }
    }

    private static async Task InsertInputAsync(
        OrchestratorDbContext database,
        Guid processId,
        string json,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(
            "INSERT INTO input_states (input_state_id, pid, input_state, input_time, input_type) "
                + $"VALUES (@id, @pid, {database.Dialect.Json("@input")}, @now, '{UserInput}')",
            cancellationToken
        );
        command.With("id", Guid.CreateVersion7(now)).With("pid", processId).WithJson("input", json).With("now", now);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<Guid> InsertStepAsync(
        OrchestratorDbContext database,
        Guid processId,
        string key,
        string name,
        StepStatus status,
        State state,
        string user,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(StepRows.Insert(database), cancellationToken);
        var stepId = Guid.CreateVersion7(now);
        command.WithStep(stepId, processId, key, name, status, state, user, startedAt: now, completedAt: now);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return stepId;
    }
}

/// <summary>A change of one of many processes that a person has asked for.</summary>
/// <param name="Reason">Why, for the audit log.</param>
/// <param name="AlsoWrite">Notes in the same transaction that it was made; what it throws leaves the process as it was.</param>
internal sealed record BulkChange(string Reason, AlsoWrite AlsoWrite);
