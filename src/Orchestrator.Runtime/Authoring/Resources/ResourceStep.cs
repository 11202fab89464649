namespace Orchestrator;

/// <summary>A step that applies, removes or compares an external resource.</summary>
/// <param name="Resource">The class of the resource.</param>
/// <param name="Action">The action.</param>
public sealed record ResourceStep(Type Resource, ResourceAction Action) : Step
{
    /// <summary>
    /// Whether an apply that has written waits until the external system calls back, and reads the object after that. Default: false.
    /// </summary>
    public bool AwaitCallback { get; init; }

    /// <summary>How long it waits for the callback; the step fails after that. Null, the default: without a limit.</summary>
    public TimeSpan? Timeout { get; init; }
}
