namespace Orchestrator;

/// <summary>A step took longer than it may.</summary>
internal sealed class StepTimeoutException(string step, TimeSpan limit, bool continues, Exception? cause)
    : OrchestratorException(
        "step_timeout",
        $"Step '{step}' took longer than its limit of "
            + $"{limit:c}{(continues ? ", and does not stop when it is told to: what it still does is not recorded" : "")}. Look at the "
            + "external system, then retry; or give the step more time.",
        cause
    );

/// <summary>
/// A step was told to stop, because its process was aborted, belongs to another host, or the host stops, and does not: it is left to
/// itself.
/// </summary>
internal sealed class StepAbandonedException(string step)
    : OrchestratorException("step_abandoned", $"Step '{step}' does not stop when it is told to. What it still does is not recorded.");
