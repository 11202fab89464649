namespace Orchestrator;

/// <summary>
/// Marks a static form method as a step at which the process waits for a person: it is suspended until the pages are answered, and the
/// result of the method is added to the state. The method is replayed with every page, so it must not have side effects.
/// </summary>
/// <param name="name">The name shown to operators, for example <c>Confirm downtime</c>.</param>
/// <param name="assignee">The person or group that answers, for example <c>NOC</c>; see <see cref="Orchestrator.Assignee"/>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class InputStepAttribute(string name, string assignee) : Attribute
{
    /// <summary>The name shown to operators.</summary>
    public string Name { get; } = name;

    /// <summary>The person or group that answers.</summary>
    public string Assignee { get; } = assignee;

    /// <summary>The step's identity in stored processes. Default: the class and method name.</summary>
    public string? Id { get; set; }

    /// <summary>
    /// The policy for answering this step, or a later step without a policy. Default null: the policy of an earlier step, or of the
    /// workflow.
    /// </summary>
    public string? Policy { get; set; }

    /// <summary>
    /// The policy for retrying or aborting a process at this step, or at a later step without a policy. Default: <see cref="Policy"/>.
    /// </summary>
    public string? RetryPolicy { get; set; }
}
