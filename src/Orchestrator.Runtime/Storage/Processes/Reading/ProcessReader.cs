using Microsoft.EntityFrameworkCore;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Processes;

/// <summary>Reads processes to show them or to decide what may be done with them.</summary>
internal sealed class ProcessReader(IDbContextFactory<OrchestratorDbContext> databases)
{
    /// <exception cref="EnginePausedException">The engine is paused.</exception>
    internal async Task ThrowIfPausedAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await EngineSettingsStore.ThrowIfPausedAsync(database, cancellationToken);
    }

    internal async Task<bool> IsPausedAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await EngineSettingsStore.IsPausedAsync(database, cancellationToken);
    }

    /// <summary>Reads a process and where it stands, as of one moment.</summary>
    /// <exception cref="NotFoundException">The process does not exist.</exception>
    internal async Task<StoredProcess> GetAsync(Guid processId, CancellationToken cancellationToken) =>
        await FindAsync(processId, cancellationToken) ?? throw ProcessErrors.NotFound(processId);

    /// <summary>Reads a process and where it stands, as of one moment; null when there is none.</summary>
    internal async Task<StoredProcess?> FindAsync(Guid processId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await database.BeginReadAsync(cancellationToken);
        return await FindAsync(database, processId, cancellationToken);
    }

    /// <summary>Reads only the status of a process; null when the process does not exist.</summary>
    internal async Task<ProcessStatus?> FindStatusAsync(Guid processId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync("SELECT last_status FROM processes WHERE pid = @pid", cancellationToken);
        await using var reader = await command.With("pid", processId).ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new ShownRow(reader).Get(0, ProcessStatus.InconsistentData) : null;
    }

    /// <summary>Reads when the wait of a process for a callback ends; null when it has no end or there is no wait.</summary>
    internal async Task<DateTimeOffset?> FindCallbackExpiryAsync(Guid processId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            "SELECT expires_at FROM process_callbacks WHERE pid = @pid AND expires_at IS NOT NULL",
            cancellationToken
        );
        await using var reader = await command.With("pid", processId).ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? StoredValues.Known(reader.GetStoredTime(0)) : null;
    }

    /// <summary>Reads a process and its logged steps, as of one moment: a step that is logged meanwhile is in both or in neither.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="known">The steps that were read before; none to read them all.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="NotFoundException">The process does not exist.</exception>
    internal async Task<(StoredProcess Process, IReadOnlyList<ProcessStepDetail> Steps)> GetWithStepsAsync(
        Guid processId,
        IReadOnlyList<ProcessStepDetail> known,
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await database.BeginReadAsync(cancellationToken);
        var process = await FindAsync(database, processId, cancellationToken) ?? throw ProcessErrors.NotFound(processId);
        return (process, await StepDetailReader.ReadAsync(database, processId, known, cancellationToken));
    }

    /// <summary>
    /// Reads a process and where it stands inside a transaction; null when there is none. One that cannot be read says so in its history
    /// and in its reason.
    /// </summary>
    internal static async Task<StoredProcess?> FindAsync(
        OrchestratorDbContext database,
        Guid processId,
        CancellationToken cancellationToken
    )
    {
        var steps = await StepHistoryReader.ReadStepsAsync(database, processId, cancellationToken);
        var (state, stateProblem) = await StepHistoryReader.ReadStateAsync(database, processId, steps, cancellationToken);
        var subscriptions = await ReadSubscriptionsAsync(database, processId, cancellationToken);

        await using var command = await database.CommandAsync(
            """
            SELECT p.workflow_id, w.name, w.target, p.is_task, p.created_by, p.assignee, p.last_status, p.last_step,
                   p.failed_reason, p.traceback, p.started_at, p.last_modified_at, p.note, p.queue, p.is_background, p.policy
            FROM processes p JOIN workflows w ON w.workflow_id = p.workflow_id
            WHERE p.pid = @pid
            """,
            cancellationToken
        );
        await using var reader = await command.With("pid", processId).ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        var row = new ShownRow(reader);
        var process = new StoredProcess(
            processId,
            row.GetGuid(0),
            reader.GetString(1),
            row.Get(2, Target.System),
            reader.GetBoolean(3),
            row.FindText(4),
            reader.GetString(5),
            row.Get(6, ProcessStatus.InconsistentData),
            row.FindText(7),
            row.FindText(8),
            row.FindText(9),
            row.GetTime(10),
            row.GetTime(11),
            row.FindText(12),
            new(reader.GetString(13), reader.GetBoolean(14)),
            subscriptions,
            StepHistoryReader.HistoryOf(steps),
            state,
            steps.Count == 0 ? null : steps[^1].CompletedAt,
            row.FindText(15)
        );
        var history = StepHistoryReader.HistoryOf(steps, StepHistoryReader.JoinProblems(row.Problem, stateProblem));
        return process with { History = history, FailedReason = ProcessErrors.ReasonOf(history.Problem, process.FailedReason) };
    }

    /// <summary>Finds a part of the tasks that have failed or wait and that someone sees, the oldest first.</summary>
    /// <param name="scope">What is seen; null for everything.</param>
    /// <param name="after">After which row the part begins; null for the first.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    internal async Task<ReadPart<ProcessStanding>> FindTasksToRetryAsync(
        ReadScope? scope,
        RowPosition? after,
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await database.BeginReadAsync(cancellationToken);
        var tasks = await ReadTasksAsync(database, scope, after, cancellationToken);
        if (tasks.Rows.Count == 0)
        {
            return tasks;
        }

        var steps = await ReadLoggedAsync(database, [.. tasks.Rows.Select(static task => task.ProcessId)], cancellationToken);
        return tasks with
        {
            Rows = [.. tasks.Rows.Select(task => task with { History = StepHistoryReader.HistoryOf([.. steps[task.ProcessId]]) })],
        };
    }

    private static async Task<ReadPart<ProcessStanding>> ReadTasksAsync(
        OrchestratorDbContext database,
        ReadScope? scope,
        RowPosition? after,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(
            $"""
            SELECT p.pid, w.name, w.target, p.policy, {RowPosition.Columns("p.started_at", "p.pid", database.Dialect)}
            FROM (SELECT * FROM processes WHERE {ProcessCommandStore.IsTaskToRetry}) p JOIN workflows w ON w.workflow_id = p.workflow_id
            WHERE {RowPosition.IsAfter(after, "p.started_at", "p.pid", database.Dialect)}
              AND {(scope is null ? "TRUE" : Visibility.OfProcess(database, "p"))}
            ORDER BY p.started_at, p.pid LIMIT @limit
            """,
            cancellationToken
        );
        var none = StepHistoryReader.HistoryOf([]);
        return await (scope is null ? command : command.With(scope))
            .With(after)
            .ReadPartAsync(
                Limits.MaxRowsPerStatement,
                column: 4,
                row =>
                {
                    var task = new ShownRow(row);
                    return new ProcessStanding(task.GetGuid(0), row.GetString(1), task.Get(2, Target.System), none, task.FindText(3));
                },
                cancellationToken
            );
    }

    private static async Task<ILookup<Guid, LoggedStep>> ReadLoggedAsync(
        OrchestratorDbContext database,
        IReadOnlyList<Guid> processIds,
        CancellationToken cancellationToken
    )
    {
        var pids = string.Join(", ", processIds.Select(static (_, index) => $"@pid{index}"));
        await using var command = await database.CommandAsync(
            $"SELECT {StepHistoryReader.StepColumns}, pid FROM process_steps WHERE pid IN ({pids}) ORDER BY completed_at",
            cancellationToken
        );
        foreach (var (index, processId) in processIds.Index())
        {
            command.With($"pid{index}", processId);
        }

        var steps = new List<(Guid ProcessId, LoggedStep Step)>();
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            steps.Add((new ShownRow(row).GetGuid(7), StepHistoryReader.ReadStep(row)));
        }

        return steps.ToLookup(static step => step.ProcessId, static step => step.Step);
    }

    /// <summary>Counts processes by status, separately for tasks.</summary>
    internal async Task<ProcessStatusCounts> CountByStatusAsync(ReadScope? scope, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            "SELECT p.is_task, p.last_status, COUNT(*) FROM processes p "
                + $"{(scope is null ? "" : $"WHERE {Visibility.OfProcess(database, "p")}")} GROUP BY p.is_task, p.last_status",
            cancellationToken
        );
        if (scope is not null)
        {
            command.With(scope);
        }

        var processes = new Dictionary<ProcessStatus, int>();
        var tasks = new Dictionary<ProcessStatus, int>();
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            var counts = row.GetBoolean(0) ? tasks : processes;
            var status = new ShownRow(row).Get(1, ProcessStatus.InconsistentData);
            counts[status] = counts.GetValueOrDefault(status) + row.GetStoredNumber(2);
        }

        return new(processes, tasks);
    }

    private static async Task<IReadOnlyList<Guid>> ReadSubscriptionsAsync(
        OrchestratorDbContext database,
        Guid processId,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(
            "SELECT subscription_id FROM processes_subscriptions WHERE pid = @pid ORDER BY created_at",
            cancellationToken
        );
        var ids = new List<Guid>();
        await using var row = await command.With("pid", processId).ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            if (new ShownRow(row) is var link && link.GetGuid(0) is var id && link.Problem is null)
            {
                ids.Add(id);
            }
        }

        return ids;
    }
}
