namespace Orchestrator.Generators.Parsing;

/// <summary>What a step asks of the state and does not get.</summary>
/// <param name="Step">The step, as a message names it.</param>
/// <param name="Need">What it asks.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Given">What the key holds; null when it is not there.</param>
internal sealed record StateGap(string Step, StepNeed Need, StateGapKind Kind, StateKey? Given);

internal enum StateGapKind
{
    /// <summary>Nothing gives the key.</summary>
    Missing,

    /// <summary>The key is given with another type.</summary>
    OtherType,

    /// <summary>The key may hold null, and the parameter may not.</summary>
    Nullable,

    /// <summary>There is no subscription yet.</summary>
    NoSubscription,

    /// <summary>The workflow is for other products.</summary>
    OtherProduct,
}
