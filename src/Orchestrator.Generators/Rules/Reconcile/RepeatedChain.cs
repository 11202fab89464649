using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Chains;

namespace Orchestrator.Generators.Rules.Reconcile;

/// <summary>A marked chain whose steps a workflow repeats instead of using it.</summary>
/// <param name="Chain">The chain.</param>
/// <param name="First">The operand of the workflow that is its first step.</param>
/// <param name="Length">How many operands of the workflow are its steps.</param>
internal sealed record RepeatedChain(ISymbol Chain, ChainOperand First, int Length);
