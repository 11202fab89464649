using System.Collections.Immutable;

namespace Orchestrator.Binding;

/// <summary>The binding of a step method, which the build emits.</summary>
/// <param name="Id">The stable identity in stored processes.</param>
/// <param name="Name">The name shown to operators.</param>
internal abstract record StepBinding(string Id, string Name)
{
    /// <summary>The policy for answering the step; null if it has none.</summary>
    public string? Policy { get; init; }

    /// <summary>The policy for retrying or aborting a process at this step; null if it has none.</summary>
    public string? RetryPolicy { get; init; }

    /// <summary>The keys that the step uses.</summary>
    public DeclaredKeys Keys { get; init; } = DeclaredKeys.None;
}

/// <summary>A step that does something.</summary>
/// <param name="Id">The stable identity in stored processes.</param>
/// <param name="Name">The name shown to operators.</param>
/// <param name="Body">Binds the parameters, runs the step and collects its result.</param>
/// <param name="Retry">Defines when it is retried after a failure; null if its process fails.</param>
internal sealed record ActionStepBinding(string Id, string Name, StepBody Body, RetryPolicy? Retry = null) : StepBinding(Id, Name)
{
    /// <summary>The time limit; null for that of the host's settings.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>
    /// Reads the results of callbacks that it takes, by state key, and throws a <see cref="StateException"/> if it cannot.
    /// </summary>
    public ImmutableDictionary<string, Action<State>> Results { get; init; } = ImmutableDictionary<string, Action<State>>.Empty;
}

/// <summary>A step that waits for a person.</summary>
/// <param name="Id">The stable identity in stored processes.</param>
/// <param name="Name">The name shown to operators.</param>
/// <param name="Assignee">The person or group that answers.</param>
/// <param name="Form">Shows the pages.</param>
internal sealed record InputStepBinding(string Id, string Name, string Assignee, FormBody Form) : StepBinding(Id, Name);
