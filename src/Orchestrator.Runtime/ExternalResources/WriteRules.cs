namespace Orchestrator.ExternalResources;

/// <summary>What an apply has to keep to beyond making the states equal.</summary>
/// <param name="Force">Whether it writes also where nothing differs.</param>
/// <param name="BeforeWrite">Looks at what is going to be written, and throws to refuse it; null for nothing.</param>
internal sealed record WriteRules(bool Force, Action<ResourceComparison>? BeforeWrite)
{
    /// <summary>Those of a process that was started without any.</summary>
    internal static WriteRules None { get; } = new(Force: false, BeforeWrite: null);
}
