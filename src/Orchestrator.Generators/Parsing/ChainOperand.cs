using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Orchestrator.Generators.Parsing;

/// <summary>One operand of a chain.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Symbol">The method, property or field it names; null when it names none.</param>
/// <param name="Syntax">Where it stands.</param>
internal sealed record ChainOperand(ChainOperandKind Kind, ISymbol? Symbol, ExpressionSyntax Syntax);
