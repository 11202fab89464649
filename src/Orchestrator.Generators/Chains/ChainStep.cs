using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Orchestrator.Generators.Chains;

/// <summary>One step of a chain, found by following the chains inside it.</summary>
/// <param name="Operand">What it is, and where it is written.</param>
/// <param name="Place">The operand of the chain's own body through which it comes; the same as its own place when it is written
/// there.</param>
internal sealed record ChainStep(ChainOperand Operand, ExpressionSyntax Place);
