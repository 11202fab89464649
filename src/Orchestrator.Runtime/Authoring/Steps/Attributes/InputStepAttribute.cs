namespace Orchestrator;

/// <summary>
/// Marks a static form method as a step at which the process waits for a person: it is suspended until the pages are answered, and what the
/// method returns joins the state. The method is replayed with every page, so it has no side effects.
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
    /// The policy under which this step, or a later one that has none, may be answered. Default null: that of an earlier step, or of the
    /// workflow.
    /// </summary>
    public string? Policy { get; set; }

    /// <summary>
    /// The policy under which a process that is at this step, or at one after it that has none, may be retried or aborted. Default:
    /// <see cref="Policy"/>.
    /// </summary>
    public string? RetryPolicy { get; set; }
}
