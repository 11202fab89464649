using System.Data.Common;
using Orchestrator.Processes;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Processes;

/// <summary>Finds where a stored process stands: which steps are finished, and with which state it continues.</summary>
internal static class StepHistoryReader
{
    /// <summary>Whether a row of <c>processes</c> is unfinished: the filter of <c>ix_processes_unfinished</c>, as an exact match.</summary>
    internal const string IsUnfinished = "last_status IN ('created', 'running', 'resumed', 'waiting')";

    /// <summary>
    /// Whether a row of <c>processes</c> has something to execute at the time <c>@now</c>. One that waits without a due time waits for
    /// someone to ask.
    /// </summary>
    internal const string IsRunnable = $"""
        {IsUnfinished}
        AND (last_status <> 'waiting' OR due_at IS NOT NULL)
        AND (due_at IS NULL OR due_at <= @now)
        """;

    /// <summary>The columns of <c>process_steps</c> that say where a process stands.</summary>
    internal const string StepColumns =
        "stepid, COALESCE(step_key, name), status, COALESCE(created_by, ''), completed_at, started_at, step_key IS NOT NULL";

    /// <summary>
    /// Reads a process that was just acquired. One that never ran is one read; else three by primary key or process, states only where they
    /// are needed.
    /// </summary>
    internal static async Task<ProcessLease?> LoadAsync(
        OrchestratorDbContext database,
        Guid processId,
        long token,
        int unlogged,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (await ReadProcessAsync(database, processId, now, cancellationToken) is not var (workflow, user, initial, trace, isBackground))
        {
            return null;
        }

        if (initial is not null)
        {
            return new(
                processId,
                token,
                workflow,
                user,
                unlogged,
                HistoryOf([]),
                LastFinished: null,
                initial,
                LastFailure: null,
                LastCompletedAt: null
            )
            {
                Trace = trace,
                IsBackground = isBackground,
            };
        }

        var steps = await ReadStepsAsync(database, processId, cancellationToken);
        var last = steps.Count == 0 ? null : steps[^1];
        var (state, problem) = await ReadStateAsync(database, processId, steps, cancellationToken);
        var history = HistoryOf(steps, problem);
        if (history.Problem is not null)
        {
            throw new FormatException($"{history.Problem}.");
        }

        return new(
            processId,
            token,
            workflow,
            user,
            unlogged,
            history,
            FindFinished(steps) is { } finished ? new(finished.StepId, finished.StartedAt) : null,
            state,
            await FindFailureAsync(database, processId, steps, cancellationToken),
            last?.CompletedAt
        )
        {
            Trace = trace,
            IsBackground = isBackground,
        };
    }

    /// <summary>What rows say about where their process stands; the waiting and failing rows of a step do not finish it.</summary>
    /// <param name="steps">The rows.</param>
    /// <param name="problem">What else of the process cannot be read; null for nothing.</param>
    internal static StepHistory HistoryOf(IReadOnlyList<LoggedStep> steps, string? problem = null) =>
        new(
            [.. steps.Where(IsFinished).Select(static step => step.Key)],
            steps is [.., { Status: StepStatus.Suspend or StepStatus.AwaitingCallback } waiting] ? waiting.Key : null,
            steps.All(static step => step.IsIdentified)
        )
        {
            Problem = JoinProblems([
                problem,
                .. steps.Select(static step => step.Problem is null ? null : $"step '{step.Key}': {step.Problem}"),
            ]),
        };

    /// <summary>Says in one text what cannot be read; null when that is nothing.</summary>
    internal static string? JoinProblems(params IEnumerable<string?> problems) =>
        string.Join("; ", problems.Where(static problem => problem is not null)) is { Length: > 0 } all ? all : null;

    /// <summary>Reads the state of a process whose rows were read.</summary>
    /// <returns>The state, and why it cannot be read; it is empty then.</returns>
    internal static async Task<(State State, string? Problem)> ReadStateAsync(
        OrchestratorDbContext database,
        Guid processId,
        IReadOnlyList<LoggedStep> steps,
        CancellationToken cancellationToken
    )
    {
        if (FindStateRow(steps) is { } row)
        {
            return await ReadStateAsync(database, row.StepId, cancellationToken);
        }

        await using var command = await database.CommandAsync(
            "SELECT input_state FROM input_states WHERE pid = @pid AND input_type = 'initial_state' ORDER BY input_time DESC LIMIT 1",
            cancellationToken
        );
        return await ReadStateAsync(command.With("pid", processId), cancellationToken);
    }

    /// <summary>Reads the state of a row.</summary>
    /// <returns>The state, and why it cannot be read; it is empty then.</returns>
    internal static async Task<(State State, string? Problem)> ReadStateAsync(
        OrchestratorDbContext database,
        Guid stepId,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync("SELECT state FROM process_steps WHERE stepid = @stepid", cancellationToken);
        return await ReadStateAsync(command.With("stepid", stepId), cancellationToken);
    }

    private static async Task<(State State, string? Problem)> ReadStateAsync(Statement command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return (State.Empty, null);
        }

        var row = new ShownRow(reader);
        return (row.GetState(0), row.Problem);
    }

    /// <summary>
    /// The row whose state is the process's: a suspended last row's, else that of the last finished step; null before the first.
    /// </summary>
    private static LoggedStep? FindStateRow(IReadOnlyList<LoggedStep> steps) =>
        steps.Count > 0 && steps[^1].Status is StepStatus.Suspend or StepStatus.AwaitingCallback
            ? steps[^1]
            : steps.LastOrDefault(IsFinished);

    /// <summary>
    /// The row in which a group continues: the last one, also if the step after it waits. Null if the step after it has failed.
    /// </summary>
    private static LoggedStep? FindFinished(IReadOnlyList<LoggedStep> steps) =>
        steps switch
        {
            [.., var finished, { Status: StepStatus.Waiting }] when IsFinished(finished) => finished,
            [.., var finished] when IsFinished(finished) => finished,
            _ => null,
        };

    private static bool IsFinished(LoggedStep step) => step.Status is StepStatus.Success or StepStatus.Skipped or StepStatus.Complete;

    /// <summary>
    /// The failure at the end of the log, with how often the step was tried: other errors of the same step in a row count too.
    /// </summary>
    private static async Task<FailedStepRow?> FindFailureAsync(
        OrchestratorDbContext database,
        Guid processId,
        IReadOnlyList<LoggedStep> steps,
        CancellationToken cancellationToken
    )
    {
        if (steps is not [.., { Status: StepStatus.Failed or StepStatus.Waiting } last])
        {
            return null;
        }

        var retries = await ReadRetriesAsync(database, processId, cancellationToken);
        var (attempts, waiting, rows) = (0, 0, 0);
        for (
            var index = steps.Count - 1;
            index >= 0 && steps[index] is { Status: StepStatus.Failed or StepStatus.Waiting } failed && failed.Key == last.Key;
            index--
        )
        {
            var count = 1 + retries.GetValueOrDefault(failed.StepId);
            waiting += failed.Status == StepStatus.Waiting && waiting == attempts ? count : 0;
            attempts += count;
            rows++;
        }

        // A record that cannot be read is not the same failure as any other, which is all that it is read for.
        var (record, _) = await ReadStateAsync(database, last.StepId, cancellationToken);
        return new(last.StepId, last.Key, last.Status, last.User, attempts, waiting, rows, record, last.CompletedAt);
    }

    /// <summary>Reads how many retries were folded into each row of a failure, without the recorded failures.</summary>
    private static async Task<Dictionary<Guid, int>> ReadRetriesAsync(
        OrchestratorDbContext database,
        Guid processId,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(
            $"SELECT stepid, {database.Dialect.JsonMember("state", FailedStepRow.RetriesKey)} FROM process_steps "
                + "WHERE pid = @pid AND status IN ('failed', 'waiting')",
            cancellationToken
        );
        var retries = new Dictionary<Guid, int>();
        await using var row = await command.With("pid", processId).ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            retries.Add(row.GetStoredGuid(0), row.IsDBNull(1) ? 0 : FailedStepRow.ParseRetries(row.GetString(1)));
        }

        return retries;
    }

    /// <summary>Reads the rows of a process in their order, without their states.</summary>
    internal static async Task<IReadOnlyList<LoggedStep>> ReadStepsAsync(
        OrchestratorDbContext database,
        Guid processId,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(
            $"SELECT {StepColumns} FROM process_steps WHERE pid = @pid ORDER BY completed_at",
            cancellationToken
        );
        command.With("pid", processId);
        var steps = new List<LoggedStep>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            steps.Add(ReadStep(reader));
        }

        return steps;
    }

    /// <summary>Reads a row of <see cref="StepColumns"/>. One that cannot be read says so, and finishes nothing.</summary>
    internal static LoggedStep ReadStep(DbDataReader row)
    {
        var shown = new ShownRow(row);
        return new(
            shown.GetGuid(0),
            row.GetString(1),
            shown.Get(2, StepStatus.Failed),
            row.GetString(3),
            shown.GetTime(4),
            shown.GetTime(5),
            row.GetBoolean(6)
        )
        {
            Problem = shown.Problem,
        };
    }

    /// <summary>The process, with the state with which it begins if it never ran.</summary>
    private static async Task<(string Workflow, Caller User, State? Initial, TraceContext? Trace, bool IsBackground)?> ReadProcessAsync(
        OrchestratorDbContext database,
        Guid processId,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(
            $"""
            SELECT w.name, COALESCE(p.run_by, p.created_by, 'SYSTEM'), COALESCE(p.run_as, p.run_by, p.created_by, 'SYSTEM'),
                   (SELECT i.input_state FROM input_states i WHERE p.last_status = 'created' AND i.pid = p.pid
                       AND i.input_type = 'initial_state' ORDER BY i.input_time DESC LIMIT 1),
                   p.trace_parent, p.trace_state, p.run_policies, p.is_background
            FROM processes p JOIN workflows w ON w.workflow_id = p.workflow_id
            WHERE p.pid = @pid AND {IsRunnable}
            """,
            cancellationToken
        );
        await using var reader = await command.With("pid", processId).With("now", now).ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? (
                reader.GetString(0),
                Caller.FromRecord(reader.GetString(1), reader.GetString(2), reader.IsDBNull(6) ? null : reader.GetString(6)),
                reader.IsDBNull(3) ? null : State.Parse(reader.GetString(3)),
                reader.IsDBNull(4) ? null : new(reader.GetString(4), reader.IsDBNull(5) ? null : reader.GetString(5)),
                reader.GetBoolean(7)
            )
            : null;
    }
}

/// <summary>A row of a process's log, without its state.</summary>
/// <param name="StepId">The row's id.</param>
/// <param name="Key">The step's key; its name where orchestrator-core, which knows no keys, has logged it.</param>
/// <param name="Status">How it ended.</param>
/// <param name="User">Who ran it.</param>
/// <param name="CompletedAt">When it was logged.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="IsIdentified">Whether it has a key.</param>
internal sealed record LoggedStep(
    Guid StepId,
    string Key,
    StepStatus Status,
    string User,
    DateTimeOffset CompletedAt,
    DateTimeOffset StartedAt,
    bool IsIdentified
)
{
    /// <summary>Which of its values cannot be read; null when all can.</summary>
    internal string? Problem { get; init; }
}
