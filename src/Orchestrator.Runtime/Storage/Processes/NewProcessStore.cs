using Orchestrator.Catalog;
using Orchestrator.Storage.Audit;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;
using Orchestrator.Storage.Subscriptions;

namespace Orchestrator.Storage.Processes;

/// <summary>Something that is written in the transaction that makes a process.</summary>
internal delegate Task AlsoWrite(OrchestratorDbContext database, Guid processId, CancellationToken cancellationToken);

/// <summary>Writes new processes. Each is one transaction, in which it is decided whether the process may be made.</summary>
internal sealed class NewProcessStore(WriteTransactions transactions, TimeProvider time)
{
    private const string InitialState = "initial_state";

    /// <summary>Writes a new process and the state with which it begins.</summary>
    /// <exception cref="EnginePausedException">The engine is paused.</exception>
    /// <exception cref="ConflictException">The workflow has no row.</exception>
    /// <exception cref="PreconditionException">Only one of its processes may be unfinished, and there is one.</exception>
    /// <exception cref="SubscriptionException">The subscription that it is going to lock is taken; the exception names by which
    /// process.</exception>
    internal async Task CreateAsync(NewProcess process, AlsoWrite? alsoWrite, CancellationToken cancellationToken)
    {
        async Task<NewProcess?> CheckAndWriteAsync(OrchestratorDbContext database, CancellationToken token)
        {
            if (process.Reserves is { } subscriptionId)
            {
                await SubscriptionReservation.CheckAsync(database, subscriptionId, token);
            }

            await WriteAsync(database, process, token);
            if (alsoWrite is not null)
            {
                await alsoWrite(database, process.ProcessId, token);
            }

            return process;
        }

        await (
            process.OneAtATime || process.Reserves is not null || alsoWrite is not null
                ? transactions.RunAsync(CheckAndWriteAsync, cancellationToken)
                : transactions.RunCommandAsync(CheckAndWriteAsync, cancellationToken)
        );
    }

    /// <summary>
    /// Writes a new process inside the caller's transaction, which has reserved its subscription; the exceptions are those of
    /// <see cref="CreateAsync"/>.
    /// </summary>
    internal async Task WriteAsync(OrchestratorDbContext database, NewProcess process, CancellationToken cancellationToken)
    {
        if (process.OneAtATime)
        {
            await RefuseSecondAsync(database, process.WorkflowName, cancellationToken);
        }

        await InsertAsync(database, process, cancellationToken);
    }

    private async Task InsertAsync(OrchestratorDbContext database, NewProcess process, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var insert = await database.CommandAsync(
            $"""
            INSERT INTO processes (pid, workflow_id, is_task, assignee, last_status, started_at, last_modified_at, created_by, run_by,
                run_as, run_policies, queue, is_background, policy, reserved_subscription_id, trace_parent, trace_state)
            SELECT @pid, workflow_id, @task, @assignee, 'created', @now, @now, @user, @user, @as, @policies, @queue, @background, @policy,
                @reserved, @trace_parent, @trace_state
            FROM workflows WHERE name = @workflow AND deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM engine_settings WHERE global_lock);
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
            throw new ConflictException("workflow_row_missing", CatalogErrors.DescribeMissingRow(workflow));
        }
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
                $"Workflow '{workflow}' runs one process at a time, and process {row.GetStoredGuid(0)} is {row.GetString(1)}. Wait "
                    + "for its end, or abort it."
            );
        }
    }
}
