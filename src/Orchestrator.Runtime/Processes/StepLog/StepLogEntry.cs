namespace Orchestrator.Processes;

/// <summary>One finished execution of a step, to be logged.</summary>
/// <param name="Lease">The process and the fencing token.</param>
/// <param name="Key">The step's key.</param>
/// <param name="Name">The step's name.</param>
/// <param name="StepStatus">How it ended.</param>
/// <param name="ProcessStatus">What the process does now.</param>
/// <param name="Assignee">Who should look at it.</param>
/// <param name="State">The whole state afterwards, or the error record.</param>
/// <param name="StartedAt">When it began.</param>
internal sealed record StepLogEntry(
    ProcessLease Lease,
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

    /// <summary>The reason why it failed; null if it did not.</summary>
    internal string? FailedReason { get; init; }

    /// <summary>The location of the failure; null if it did not fail.</summary>
    internal string? Traceback { get; init; }

    /// <summary>When the step is to be tried again; null for not automatically.</summary>
    internal DateTimeOffset? DueAt { get; init; }

    /// <summary>When it began to wait for that, by the clock of <see cref="DueAt"/>; null when it does not.</summary>
    internal DateTimeOffset? WaitsSince { get; init; }

    /// <summary>Whether the process does nothing more for now, so that its lease goes back in the same transaction.</summary>
    internal bool ReleasesLease => ProcessStatus != ProcessStatus.Running;

    /// <summary>The row that is written over; null to add one.</summary>
    internal Guid? Replaces { get; init; }

    /// <summary>The row of this attempt of a group, which goes when the attempt is counted in an earlier one; null for none.</summary>
    internal Guid? Removes { get; init; }

    /// <summary>The id of its row.</summary>
    internal Guid StepId => Replaces ?? _newId;
}
