namespace Orchestrator;

/// <summary>A step that applies, removes or compares an external resource.</summary>
/// <param name="Resource">The class of the resource.</param>
/// <param name="Action">The action.</param>
internal sealed record ResourceStep(Type Resource, ResourceAction Action) : Step
{
    /// <summary>
    /// Whether an apply waits for a callback of the external system after a write, before it reads the object again. Default: false.
    /// </summary>
    public bool AwaitCallback { get; init; }

    /// <summary>The timeout of the callback, after which the step fails. Null, the default, for no limit.</summary>
    public TimeSpan? Timeout { get; init; }
}
