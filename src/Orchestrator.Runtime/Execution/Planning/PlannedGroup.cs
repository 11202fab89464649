using System.Collections.Immutable;

namespace Orchestrator.Execution.Planning;

/// <summary>
/// What steps have in common that operators see as one. Two groups of one name are two groups, so it is compared by reference.
/// </summary>
/// <param name="name">The name of the row that all attempts at the group's steps share.</param>
/// <param name="wrappers">What stands around the group; its conditions are asked once, before the first step.</param>
internal sealed class PlannedGroup(string name, ImmutableArray<StepWrapper> wrappers)
{
    internal string Name { get; } = name;

    /// <summary>What stands around the first step.</summary>
    internal ImmutableArray<StepWrapper> Wrappers { get; } = wrappers;

    /// <summary>What stands around each later step: the conditions were asked.</summary>
    internal ImmutableArray<StepWrapper> LaterWrappers { get; } = [.. wrappers.Where(static wrapper => wrapper is StepWrapper.Focus)];
}
