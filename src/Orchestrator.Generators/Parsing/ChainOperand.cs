using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Orchestrator.Generators.Parsing;

/// <summary>One operand of a chain.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Symbol">The method, property or field it names; null when it names none.</param>
/// <param name="Syntax">Where it stands.</param>
/// <param name="IsConditional">True inside <c>Conditional(...)</c>: it may be skipped.</param>
/// <param name="IsFocused">True inside <c>FocusSteps(...)</c>: it sees another state.</param>
internal sealed record ChainOperand(ChainOperandKind Kind, ISymbol? Symbol, ExpressionSyntax Syntax, bool IsConditional = false, bool IsFocused = false)
{
    /// <summary>True when it stands in a chain of its own, inside a call.</summary>
    public bool IsWrapped => IsConditional || IsFocused;
}
