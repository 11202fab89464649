using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Orchestrator.Generators.Chains;

/// <summary>The use of a chain in the body of a workflow or of another chain.</summary>
/// <param name="Chain">The chain.</param>
/// <param name="Place">Where it is named, or the chain through which it is used.</param>
/// <param name="Wrapper">The call that decides whether it runs, or on what: <c>Conditional</c> or <c>FocusSteps</c>; null where it always
/// runs as it is.</param>
internal sealed record ChainUse(ISymbol Chain, SimpleNameSyntax Place, string? Wrapper);
