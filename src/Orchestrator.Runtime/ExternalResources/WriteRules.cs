namespace Orchestrator.ExternalResources;

/// <summary>Additional rules of an apply.</summary>
/// <param name="Force">Whether it writes although nothing differs.</param>
/// <param name="BeforeWrite">Is called with the comparison before a write, and throws to reject it; may be null.</param>
internal sealed record WriteRules(bool Force, Action<ResourceComparison>? BeforeWrite)
{
    /// <summary>The rules of a process that was started without any.</summary>
    internal static WriteRules None { get; } = new(Force: false, BeforeWrite: null);
}
