using Microsoft.CodeAnalysis;

namespace Orchestrator.Generators.Rules.Resources;

/// <summary>A method, and how many calls inside each other are still followed from it.</summary>
internal readonly record struct MethodAtDepth(IMethodSymbol Method, int Depth)
{
    public bool Equals(MethodAtDepth other) => Depth == other.Depth && SymbolEqualityComparer.Default.Equals(Method, other.Method);

    public override int GetHashCode() => unchecked((SymbolEqualityComparer.Default.GetHashCode(Method) * 31) + Depth);
}
