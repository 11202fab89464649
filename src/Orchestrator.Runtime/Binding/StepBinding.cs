using System.ComponentModel;

namespace Orchestrator.Binding;

/// <summary>How one step method is run, emitted at build time.</summary>
/// <param name="Id">The stable identity in stored processes.</param>
/// <param name="Name">The name shown to operators.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract record StepBinding(string Id, string Name)
{
    /// <summary>The policy under which the step is answered; null if the step has none.</summary>
    public string? Policy { get; init; }

    /// <summary>The policy under which a process that is at the step is retried or aborted; null if the step has none.</summary>
    public string? RetryPolicy { get; init; }
}

/// <summary>A step that does something.</summary>
/// <param name="Id">The stable identity in stored processes.</param>
/// <param name="Name">The name shown to operators.</param>
/// <param name="Body">Binds, runs and collects.</param>
/// <param name="Retry">When it is tried again after a failure; null when its process fails then.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ActionStepBinding(string Id, string Name, StepBody Body, RetryPolicy? Retry = null) : StepBinding(Id, Name)
{
    /// <summary>How long it may take; null for as long as the host's settings allow.</summary>
    public TimeSpan? Timeout { get; init; }
}

/// <summary>A step that waits for a person.</summary>
/// <param name="Id">The stable identity in stored processes.</param>
/// <param name="Name">The name shown to operators.</param>
/// <param name="Assignee">The person or group that answers.</param>
/// <param name="Form">Asks the pages.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record InputStepBinding(string Id, string Name, string Assignee, FormBody Form) : StepBinding(Id, Name);
