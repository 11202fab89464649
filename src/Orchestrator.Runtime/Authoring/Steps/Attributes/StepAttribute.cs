namespace Orchestrator;

/// <summary>
/// Marks a static method as a workflow step. The build emits the binding of its parameters and its result, so the step runs without
/// reflection.
/// </summary>
/// <param name="name">The name shown to operators, for example <c>Update L2VPN in NRM</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
public class StepAttribute(string name) : Attribute
{
    /// <summary>The name shown to operators.</summary>
    public string Name { get; } = name;

    /// <summary>
    /// The step's identity in stored processes. Default: the class and method name. Set it to the old value if you rename the method while
    /// processes can be at this step.
    /// </summary>
    public string? Id { get; set; }

    /// <summary>
    /// The state key, in snake_case, of the whole result: a number, a text, or a record as one value. Default null: the names in the result
    /// are the keys.
    /// </summary>
    public string? Gives { get; set; }

    /// <summary>
    /// The policy for retrying, skipping or aborting a process at this step, or at a later step without a policy. Default null: the policy
    /// of an earlier step, or of the workflow.
    /// </summary>
    public string? RetryPolicy { get; set; }

    /// <summary>
    /// The time limit in seconds, from 0.001 to 2,592,000 (30 days). After that, its token is cancelled and it fails. A step that does not
    /// end then, for example because it takes no <see cref="CancellationToken"/>, fails five seconds later, and its code continues on its
    /// thread: what it still does is not recorded. Default: the host's <see cref="Options.OrchestratorOptions.StepTimeout"/>.
    /// </summary>
    public double TimeoutSeconds { get; set; }

    /// <summary>
    /// The state keys, in snake_case, that are removed from the state when the step succeeds; missing keys are ignored. A value that the
    /// step returns under one of these keys is kept. Default: none. A key that is only missing from a returned <see cref="State"/> remains
    /// in the state.
    /// </summary>
    public string[] Removes { get; set; } = [];
}
