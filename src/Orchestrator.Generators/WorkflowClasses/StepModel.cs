using Orchestrator.Generators.Binding;
using Orchestrator.Generators.Collections;

namespace Orchestrator.Generators.WorkflowClasses;

/// <summary>A step or input step.</summary>
/// <param name="Method">The method's name, escaped.</param>
/// <param name="Id">Its identity in stored processes.</param>
/// <param name="Name">The name shown to operators.</param>
/// <param name="Assignee">Who is to answer; null for a step that asks nothing.</param>
/// <param name="Retry">When it is tried again; null when its process fails with it.</param>
/// <param name="TimeoutSeconds">How long it may take; null for as long as the host's settings allow.</param>
/// <param name="Policy">The policy under which it is answered; null for none of its own.</param>
/// <param name="RetryPolicy">The policy under which a process that stands at it is retried; null for none of its own.</param>
/// <param name="Removes">The keys that it takes out of the state.</param>
/// <param name="Invocation">How it is called.</param>
internal sealed record StepModel(
    string Method,
    string Id,
    string Name,
    string? Assignee,
    RetryModel? Retry,
    double? TimeoutSeconds,
    string? Policy,
    string? RetryPolicy,
    EquatableArray<string> Removes,
    InvocationModel Invocation
)
{
    /// <summary>The parameters that are results of callbacks.</summary>
    public EquatableArray<ParameterModel> CallbackResults { get; init; }
}
