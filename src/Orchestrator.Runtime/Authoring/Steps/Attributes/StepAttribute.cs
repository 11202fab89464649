namespace Orchestrator;

/// <summary>
/// Marks a static method as a workflow step. The build emits how its parameters are bound and what its result adds to the state,
/// so that no reflection is needed when the step runs.
/// </summary>
/// <param name="name">The name shown to operators, for example <c>Update L2VPN in NRM</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
public class StepAttribute(string name) : Attribute
{
    /// <summary>The name shown to operators.</summary>
    public string Name { get; } = name;

    /// <summary>
    /// The step's identity in stored processes. Default: the class and method name. Set it to the old value when the method is renamed
    /// while there may be processes at this step.
    /// </summary>
    public string? Id { get; set; }

    /// <summary>
    /// The policy under which a process that is at this step, or at one after it that has none, may be retried, skipped or aborted. Default
    /// null: that of an earlier step, or of the workflow.
    /// </summary>
    public string? RetryPolicy { get; set; }

    /// <summary>
    /// How many seconds the step may take, from 0.001 to 2,592,000 (30 days). Then its token fires and it fails. Default: the host's
    /// <see cref="Options.OrchestratorOptions.StepTimeout"/>.
    /// </summary>
    public double TimeoutSeconds { get; set; }

    /// <summary>
    /// The state keys, in snake_case, that are removed from the state when the step succeeds; missing keys are ignored. A value that the
    /// step returns under one of them is kept. Default none. A key that is only missing from a returned <see cref="State"/> stays in the
    /// state.
    /// </summary>
    public string[] Removes { get; set; } = [];
}
