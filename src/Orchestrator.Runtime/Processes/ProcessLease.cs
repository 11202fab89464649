namespace Orchestrator.Processes;

/// <summary>A process that this host may now execute, and where it stands.</summary>
/// <param name="ProcessId">The process.</param>
/// <param name="Token">The fencing token: a write with an older one is refused.</param>
/// <param name="WorkflowName">The workflow.</param>
/// <param name="Caller">Who started, resumed or retried this stretch: the recorded name, and who is asked about when it starts
/// others.</param>
/// <param name="UnloggedAttempts">How often in a row a host has executed the process, and lost it before it could log a step.</param>
/// <param name="History">Which steps are finished, and which one waits.</param>
/// <param name="LastFinished">The last row of a finished step, when no step has failed since: a group continues in it. Null
/// otherwise.</param>
/// <param name="State">The state after the last finished step, or the initial state.</param>
/// <param name="LastFailure">The last logged row, when it is a failure; null otherwise.</param>
/// <param name="LastCompletedAt">When the last row was logged; null when none was.</param>
internal sealed record ProcessLease(
    Guid ProcessId,
    long Token,
    string WorkflowName,
    Caller Caller,
    int UnloggedAttempts,
    StepHistory History,
    GroupRow? LastFinished,
    State State,
    FailedStepRow? LastFailure,
    DateTimeOffset? LastCompletedAt
)
{
    private DateTimeOffset _last = LastCompletedAt ?? DateTimeOffset.MinValue;

    /// <summary>The trace in which it was started; null for none.</summary>
    internal TraceContext? Trace { get; init; }

    /// <summary>Whether it was started or retried together with many others.</summary>
    internal bool IsBackground { get; init; }

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
