using System.Globalization;
using System.Text.Json;

namespace Orchestrator.Processes;

/// <summary>A process that this host may now execute, and where it stands.</summary>
/// <param name="ProcessId">The process.</param>
/// <param name="Token">The fencing token: a write with an older one is refused.</param>
/// <param name="WorkflowName">The workflow.</param>
/// <param name="Caller">Who started, resumed or retried this stretch: the recorded name, and who is asked about when it starts
/// others.</param>
/// <param name="UnloggedAttempts">How often in a row a host has executed the process, and lost it before it could log a step.</param>
/// <param name="Trail">Which steps are finished, and which one waits.</param>
/// <param name="LastFinished">The last row, when it is a finished step's: a group goes on in it. Null otherwise.</param>
/// <param name="State">The state after the last finished step, or the initial state.</param>
/// <param name="LastFailure">The last logged row, when it is a failure; null otherwise.</param>
/// <param name="LastCompletedAt">When the last row was logged; null when none was.</param>
internal sealed record ProcessLease(
    Guid ProcessId,
    long Token,
    string WorkflowName,
    Caller Caller,
    int UnloggedAttempts,
    StepHistory Trail,
    GroupRow? LastFinished,
    State State,
    FailedStepRow? LastFailure,
    DateTimeOffset? LastCompletedAt
)
{
    private DateTimeOffset _last = LastCompletedAt ?? DateTimeOffset.MinValue;

    /// <summary>The trace in which it was started; null for none.</summary>
    internal TraceContext? Trace { get; init; }

    /// <summary>The recorded name of who started, resumed or retried this stretch.</summary>
    internal string User => Caller.Name;

    /// <summary>What is known of a process whose rows cannot be read.</summary>
    internal static ProcessLease OfUnreadable(Guid processId, long token) =>
        new(
            processId,
            token,
            WorkflowName: "",
            Assignee.System,
            UnloggedAttempts: 0,
            new([], WaitingKey: null, IsIdentified: true),
            LastFinished: null,
            State.Empty,
            LastFailure: null,
            LastCompletedAt: null
        );

    /// <summary>
    /// A time for the next row. Readers order rows by time alone, so it is later than that of every earlier row, by a microsecond at least.
    /// </summary>
    internal DateTimeOffset NextTime(DateTimeOffset now)
    {
        var earliest = _last == DateTimeOffset.MinValue ? now : _last.AddMicroseconds(1);
        _last = now > earliest ? now : earliest;
        return _last;
    }
}

/// <summary>A process that was just taken.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Begun">The row of its first step, when that was logged with it; null otherwise.</param>
/// <param name="Paused">True when the engine was paused meanwhile: no step may begin.</param>
internal sealed record AcquiredProcess(ProcessLease Claim, StepLogEntry? Begun, bool Paused)
{
    /// <summary>Why its rows cannot be read; null when they can.</summary>
    internal Exception? Unreadable { get; init; }
}

/// <summary>The row that a group's steps write over.</summary>
/// <param name="StepId">The row's id.</param>
/// <param name="StartedAt">When the group began.</param>
internal sealed record GroupRow(Guid StepId, DateTimeOffset StartedAt);

/// <summary>A logged failure, to fold the same failure into it.</summary>
/// <param name="StepId">The row's id.</param>
/// <param name="Key">The step.</param>
/// <param name="Status">Failed, or waiting to be tried again.</param>
/// <param name="User">Who ran it.</param>
/// <param name="Attempts">How often it was tried so far.</param>
/// <param name="WaitingAttempts">How often of these, the last ones, it is to be tried again.</param>
/// <param name="Rows">How many rows these attempts have, of which this is the last one.</param>
/// <param name="Record">The stored error record.</param>
/// <param name="CompletedAt">When it was logged.</param>
internal sealed record FailedStepRow(
    Guid StepId,
    string Key,
    StepStatus Status,
    string User,
    int Attempts,
    int WaitingAttempts,
    int Rows,
    State Record,
    DateTimeOffset CompletedAt
)
{
    /// <summary>How many retries were folded into a row.</summary>
    internal const string RetriesKey = "retries";

    private const string TimesKey = "completed_at";
    private const int MaxTimes = 100;
    private const int MaxRows = 20;

    /// <summary>Far above any count, and far below where counts of several rows overflow.</summary>
    private const int MaxCounted = 1_000_000;

    /// <summary>
    /// Whether there are so many rows of failures that the next one is counted in this row, whatever it says: a step that is retried for
    /// ever must not fill the log.
    /// </summary>
    internal bool IsFull => Rows >= MaxRows;

    /// <summary>
    /// Reads how many retries were folded into a row. What is not a count is none: orchestrator-core and people write records too.
    /// </summary>
    internal static int ParseRetries(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var retries) ? Math.Min(retries, MaxCounted) : 0;

    /// <summary>Counts a failure in this row: a retry more, and the times of the last ones before in a list.</summary>
    internal State Fold(State record)
    {
        var retries = Record.TryGetValue(RetriesKey, out var count) ? ParseRetries(count.ToString()) : 0;
        var times =
            Record.TryGetValue(TimesKey, out var list) && list.ValueKind == JsonValueKind.Array
                ? list.EnumerateArray()
                    .Where(static time => time.ValueKind == JsonValueKind.String && time.TryGetDateTimeOffset(out _))
                    .Select(static time => time.GetDateTimeOffset())
                : [];
        return record
            .With(RetriesKey, 1 + retries)
            .With<IEnumerable<DateTimeOffset>>(TimesKey, times.TakeLast(MaxTimes - 1).Append(CompletedAt));
    }
}

/// <summary>One finished execution of a step, to be logged.</summary>
/// <param name="Claim">The process and the fencing token.</param>
/// <param name="Key">The step's key.</param>
/// <param name="Name">The step's name.</param>
/// <param name="StepStatus">How it ended.</param>
/// <param name="ProcessStatus">What the process does now.</param>
/// <param name="Assignee">Who should look at it.</param>
/// <param name="State">The whole state afterwards, or the error record.</param>
/// <param name="StartedAt">When it began.</param>
internal sealed record StepLogEntry(
    ProcessLease Claim,
    string Key,
    string Name,
    StepStatus StepStatus,
    ProcessStatus ProcessStatus,
    string Assignee,
    State State,
    DateTimeOffset StartedAt
)
{
    private readonly Guid _newId = Guid.CreateVersion7(StartedAt);

    /// <summary>Why it failed; null when it did not.</summary>
    internal string? FailedReason { get; init; }

    /// <summary>Where it failed; null when it did not.</summary>
    internal string? Traceback { get; init; }

    /// <summary>When the step is to be tried again; null for not by itself.</summary>
    internal DateTimeOffset? DueAt { get; init; }

    /// <summary>Whether the process does nothing more for now, so that its lease goes back in the same transaction.</summary>
    internal bool ReleasesLease => ProcessStatus != ProcessStatus.Running;

    /// <summary>The row that is written over; null to add one.</summary>
    internal Guid? Replaces { get; init; }

    /// <summary>The row of this attempt of a group, which goes when the attempt is counted in an earlier one; null for none.</summary>
    internal Guid? Removes { get; init; }

    /// <summary>The id of its row.</summary>
    internal Guid StepId => Replaces ?? _newId;
}

/// <summary>How logging a step went.</summary>
internal enum StepLogResult
{
    /// <summary>Committed; go on.</summary>
    Committed,

    /// <summary>Committed, and the engine was paused meanwhile: stop before the next step.</summary>
    CommittedAndPaused,

    /// <summary>Nothing was written: the lease was lost or the process was aborted.</summary>
    Fenced,
}
