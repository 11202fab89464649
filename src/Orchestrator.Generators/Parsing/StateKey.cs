using Microsoft.CodeAnalysis;

namespace Orchestrator.Generators.Parsing;

/// <summary>A key that the state has at a place in a workflow.</summary>
/// <param name="Type">What it holds; null when that is not known.</param>
/// <param name="CanBeNull">True when it may hold null.</param>
/// <param name="Origin">What gives it, as a message names it.</param>
internal sealed record StateKey(ITypeSymbol? Type, bool CanBeNull, string Origin);
