using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Orchestrator.Generators.Chains;

/// <summary>One operand of a chain.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Symbol">The method, property or field it names; null when it names none.</param>
/// <param name="Syntax">Where it stands.</param>
internal sealed record ChainOperand(ChainOperandKind Kind, ISymbol? Symbol, ExpressionSyntax Syntax)
{
    /// <summary>What stands around it.</summary>
    public ChainSurroundings Around { get; init; } = ChainSurroundings.None;

    /// <summary>The state key that it gives, of a part of a callback step; null when that is not constant.</summary>
    public string? Key { get; init; }

    /// <summary>
    /// Whether a step on a resource waits for a callback after a write; null when that is computed, so that its steps are not known.
    /// </summary>
    public bool? AwaitsCallback { get; init; } = false;

    /// <summary>What its own assembly says of it, of a step of another one; null for any other.</summary>
    public PublishedStep? Published { get; init; }

    /// <summary>True inside <c>Conditional(...)</c>: it may be skipped.</summary>
    public bool IsConditional => Around.IsConditional;

    /// <summary>True inside <c>FocusSteps(...)</c>: it sees another state.</summary>
    public bool IsFocused => Around.IsFocused;

    /// <summary>True when it stands in a chain of its own, inside a call.</summary>
    public bool IsWrapped => Around != ChainSurroundings.None;
}
