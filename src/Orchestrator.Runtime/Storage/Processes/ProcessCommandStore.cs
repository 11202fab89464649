using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Storage.Audit;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;
using Orchestrator.Storage.Subscriptions;

namespace Orchestrator.Storage.Processes;

/// <summary>Something that is written in the transaction that makes a process.</summary>
internal delegate Task AlsoWrite(OrchestratorDbContext database, Guid processId, CancellationToken cancellationToken);

/// <summary>
/// Writes what people do to processes: start, answer, retry, abort. Each is one transaction whose first statement decides whether it may
/// happen.
/// </summary>
internal sealed class ProcessCommandStore(
    IDbContextFactory<OrchestratorDbContext> databases,
    WriteTransactions transactions,
    TimeProvider time
)
{
    private const string InitialState = "initial_state";
    private const string UserInput = "user_input";

    /// <summary>Whether a row of <c>processes</c> is a task that has failed or waits.</summary>
    internal const string IsTaskToRetry = "is_task AND last_status IN ('failed', 'waiting', 'api_unavailable', 'inconsistent_data')";

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

    /// <summary>Writes a new process and the state with which it begins.</summary>
    /// <exception cref="EnginePausedException">The engine is paused.</exception>
    /// <exception cref="ConflictException">The workflow has no row.</exception>
    /// <exception cref="PreconditionException">Only one of its processes may be unfinished, and there is one.</exception>
    /// <exception cref="SubscriptionException">The subscription that it is going to lock is taken; the exception names by which
    /// process.</exception>
    internal async Task CreateAsync(NewProcess process, AlsoWrite? alsoWrite, CancellationToken cancellationToken)
    {
        async Task<NewProcess?> WriteAsync(OrchestratorDbContext database, CancellationToken token)
        {
            if (process.OneAtATime)
            {
                await RefuseSecondAsync(database, process.WorkflowName, token);
            }

            if (process.Reserves is { } subscriptionId)
            {
                await SubscriptionReservation.CheckAsync(database, subscriptionId, token);
            }

            await InsertAsync(database, process, token);
            if (alsoWrite is not null)
            {
                await alsoWrite(database, process.ProcessId, token);
            }

            return process;
        }

        await (
            process.OneAtATime || process.Reserves is not null || alsoWrite is not null
                ? transactions.RunAsync(WriteAsync, cancellationToken)
                : transactions.RunCommandAsync(WriteAsync, cancellationToken)
        );
    }

    private async Task InsertAsync(OrchestratorDbContext database, NewProcess process, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var insert = await database.CommandAsync(
            $"""
            INSERT INTO processes (pid, workflow_id, is_task, assignee, last_status, started_at, last_modified_at, created_by, run_by, run_as, run_policies, queue, is_background, policy, reserved_subscription_id, trace_parent, trace_state)
            SELECT @pid, workflow_id, @task, @assignee, 'created', @now, @now, @user, @user, @as, @policies, @queue, @background, @policy, @reserved, @trace_parent, @trace_state FROM workflows
            WHERE name = @workflow AND deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM engine_settings WHERE global_lock);
            INSERT INTO input_states (input_state_id, pid, input_state, input_time, input_type)
            SELECT @input_id, pid, {database.Dialect.Json("@input")}, @now, '{InitialState}' FROM processes WHERE pid = @pid{(
                process.Caller.IsRecorded ? "" : $";\n{AuditLog.InsertStart}"
            )}
            """,
            cancellationToken
        );
        if (!process.Caller.IsRecorded)
        {
            insert.WithStart(process.Caller, process.SubscriptionId, now);
        }

        insert.With("input_id", Guid.CreateVersion7(now)).WithJson("input", process.InitialState.ToJson());
        insert
            .With("pid", process.ProcessId)
            .With("task", process.IsTask)
            .With("assignee", Assignee.System)
            .With("now", now)
            .With("user", process.Caller.Name)
            .With("as", process.Caller.AuthenticatedName)
            .With("policies", process.Caller.Granted?.ToText())
            .With("policy", process.Policy)
            .With("queue", process.Lane.Queue)
            .With("background", process.Lane.IsBackground)
            .With("workflow", process.WorkflowName)
            .With("reserved", process.Reserves)
            .With("trace_parent", process.Trace?.Parent)
            .With("trace_state", process.Trace?.State);
        while (await insert.ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            // Neither of them: the engine was released between the two looks, and there is nothing to refuse.
            await EngineSettingsStore.ThrowIfPausedAsync(database, cancellationToken);
            await ThrowIfMissingAsync(database, process.WorkflowName, cancellationToken);
        }
    }

    private static async Task ThrowIfMissingAsync(OrchestratorDbContext database, string workflow, CancellationToken cancellationToken)
    {
        await using var command = await database.CommandAsync(
            "SELECT 1 FROM workflows WHERE name = @workflow AND deleted_at IS NULL",
            cancellationToken
        );
        if (await command.With("workflow", workflow).ExecuteScalarAsync(cancellationToken) is null)
        {
            throw new ConflictException(
                "workflow_row_missing",
                $"Workflow '{workflow}' has no row in the database, or was deleted there. Restart the host, which adds missing rows, or restore the row."
            );
        }
    }

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

    /// <summary>Ends a process and fences off whoever is executing it. A completed or aborted one is left alone.</summary>
    internal async Task<bool> AbortAsync(StoredProcess process, Caller user, CancellationToken cancellationToken)
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

        // Whoever holds the lease can log nothing after the fence. A process that was never acquired has no lease yet: its status, written
        // below, keeps it from being acquired.
        var steps = await StepHistoryReader.ReadStepsAsync(database, process.ProcessId, cancellationToken);
        var now = Later(time.GetUtcNow(), steps.Count == 0 ? null : steps[^1].CompletedAt);
        await using (
            var update = await database.CommandAsync(
                """
                UPDATE processes SET last_status = 'aborted', last_step = @step, last_modified_at = @now, failed_reason = NULL, traceback = NULL
                WHERE pid = @pid AND last_status NOT IN ('completed', 'aborted')
                """,
                cancellationToken
            )
        )
        {
            update.With("pid", process.ProcessId).With("step", stepName).With("now", now);
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
        await AuditLog.WriteAsync(database, user, AuditedChange.Of(AuditAction.AbortProcess, process), now, cancellationToken);
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
        await update.With("reason", reason).With("stepid", stepId).ExecuteNonQueryAsync(cancellationToken);
        await AuditLog.WriteAsync(database, user, AuditedChange.Of(AuditAction.SkipStep, process, reason), now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>
    /// Queues in the background those of some tasks that still have failed or wait, many in a statement: of two who ask at once, each task
    /// is found by one.
    /// </summary>
    internal async Task<IReadOnlyList<ProcessHint>> RetryTasksAsync(
        IReadOnlyList<Guid> processIds,
        Caller user,
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var hints = new List<ProcessHint>();
        foreach (var some in processIds.Chunk(Limits.MaxRowsPerStatement))
        {
            // In one order, so that two who do this at once wait for each other and neither is refused as a deadlock.
            var pids = string.Join(", ", some.Select(static (_, index) => $"@pid{index}"));
            var now = time.GetUtcNow();
            await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
            await using var update = await database.CommandAsync(
                $"""
                UPDATE processes SET last_status = 'resumed', is_background = TRUE, run_by = @user, run_as = @as, run_policies = @policies, last_modified_at = @now, due_at = NULL
                WHERE {IsTaskToRetry} AND pid IN (SELECT pid FROM processes WHERE {IsTaskToRetry} AND pid IN ({pids}) ORDER BY pid{database.Dialect.RowLock})
                RETURNING pid, queue
                """,
                cancellationToken
            );
            update.With("user", user.Name).With("as", user.AuthenticatedName).With("policies", user.Granted?.ToText()).With("now", now);
            for (var index = 0; index < some.Length; index++)
            {
                update.With($"pid{index}", some[index]);
            }

            var retried = new List<ProcessHint>(some.Length);
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
            hints.AddRange(retried);
        }

        return hints;
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
        await using var update = await database.CommandAsync("UPDATE processes SET note = @note WHERE pid = @pid", cancellationToken);
        if (await update.With("pid", processId).With("note", note).ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            throw ProcessErrors.NotFound(processId);
        }

        var change = AuditedChange.Of(AuditAction.AnnotateProcess, process, note);
        await AuditLog.WriteAsync(database, user, change, time.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>
    /// Holds the workflow's row until the transaction ends, so that of two who start it at once the second sees the first.
    /// </summary>
    private static async Task RefuseSecondAsync(OrchestratorDbContext database, string workflow, CancellationToken cancellationToken)
    {
        await using (
            var hold = await database.CommandAsync(
                $"SELECT workflow_id FROM workflows WHERE name = @workflow{database.Dialect.RowLock}",
                cancellationToken
            )
        )
        {
            await hold.With("workflow", workflow).ExecuteScalarAsync(cancellationToken);
        }

        await using var find = await database.CommandAsync(
            """
            SELECT p.pid, p.last_status FROM processes p JOIN workflows w ON w.workflow_id = p.workflow_id
            WHERE w.name = @workflow AND p.last_status NOT IN ('completed', 'aborted')
            LIMIT 1
            """,
            cancellationToken
        );
        await using var row = await find.With("workflow", workflow).ExecuteReaderAsync(cancellationToken);
        if (await row.ReadAsync(cancellationToken))
        {
            throw new PreconditionException(
                "workflow_runs_already",
                $"Workflow '{workflow}' runs one process at a time, and process {row.GetStoredGuid(0)} is {row.GetString(1)}. Wait for its end, or abort it."
            );
        }
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
        CancellationToken cancellationToken
    )
    {
        if (process.Target == Target.Reconcile)
        {
            await BulkReconcileItems.HoldOfAsync(database, process.ProcessId, cancellationToken);
        }

        await using var command = await database.CommandAsync(
            "UPDATE processes SET last_status = 'resumed', is_background = FALSE, run_by = @user, run_as = @as, run_policies = @policies, last_modified_at = @now, due_at = NULL WHERE pid = @pid AND last_status = @expected AND last_modified_at = @seen",
            cancellationToken
        );
        command
            .With("pid", process.ProcessId)
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
            $"INSERT INTO input_states (input_state_id, pid, input_state, input_time, input_type) VALUES (@id, @pid, {database.Dialect.Json("@input")}, @now, '{UserInput}')",
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
