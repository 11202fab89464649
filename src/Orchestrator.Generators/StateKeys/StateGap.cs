using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Binding;

namespace Orchestrator.Generators.StateKeys;

/// <summary>What a step asks of the state and does not get.</summary>
/// <param name="Step">The step, as a message names it.</param>
/// <param name="Need">What it asks.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Given">What the key holds; null when it is not there.</param>
internal sealed record StateGap(string Step, StepNeed Need, StateGapKind Kind, StateKey? Given)
{
    /// <summary>True for what a condition lacks, not a step.</summary>
    public bool IsCondition { get; init; }

    /// <summary>Where that condition stands; null in another assembly, and for a step.</summary>
    public SyntaxNode? At { get; init; }

    /// <summary>A key that is there and has nearly the name of one that is missing; null when there is none.</summary>
    public string? Nearest { get; init; }

    /// <summary>The key inside or under which what is missing is given; null when it is not.</summary>
    public KeyPlace? Within { get; init; }

    /// <summary>
    /// The parameters that would take the members of a page or record, which the state has under keys of their own; empty when it does not.
    /// </summary>
    public ImmutableArray<string> Parts { get; init; } = [];

    /// <summary>The step or condition, as a message begins with it.</summary>
    public string Subject => IsCondition ? "condition" : $"step '{Step}'";

    /// <summary>The same, shorter.</summary>
    public string Who => IsCondition ? "a condition" : $"'{Step}'";

    /// <summary>The step that took the key out of the state, of a key that is missing; null when nothing gave it.</summary>
    public string? RemovedBy { get; init; }

    /// <summary>
    /// The products of the workflow that the subscription may be of and that the step does not take, as a message names them; empty for any
    /// other gap.
    /// </summary>
    public string Products { get; init; } = "";

    /// <summary>True when the step takes some products of the workflow, only not these.</summary>
    public bool FitsOthers { get; init; }
}

internal enum StateGapKind
{
    /// <summary>Nothing gives the key.</summary>
    Missing,

    /// <summary>Only steps that may be skipped give the key.</summary>
    Conditional,

    /// <summary>Nothing gives the key, which may be missing, but one of nearly the same name that no step takes.</summary>
    Misspelt,

    /// <summary>The key is given with another type.</summary>
    OtherType,

    /// <summary>The key may hold null, and the parameter may not.</summary>
    Nullable,

    /// <summary>The key is there, but the parameter is taken for a service.</summary>
    Service,

    /// <summary>There is no subscription yet.</summary>
    NoSubscription,

    /// <summary>The key is the id of a subscription of another product.</summary>
    OtherReference,

    /// <summary>The workflow is for other products, or for others too.</summary>
    OtherProduct,
}
