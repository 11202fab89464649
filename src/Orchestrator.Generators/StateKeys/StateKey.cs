using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Json;

namespace Orchestrator.Generators.StateKeys;

/// <summary>A key that the state has at a place in a workflow.</summary>
/// <param name="Type">What it holds, as a message names it; empty when that is not known.</param>
/// <param name="Shape">What it is in JSON.</param>
/// <param name="CanBeNull">True when it may hold null.</param>
/// <param name="Origin">What gives it, as a message names it.</param>
internal sealed record StateKey(string Type, JsonShape Shape, bool CanBeNull, string Origin)
{
    /// <summary>The type; null where it is not known.</summary>
    public ITypeSymbol? Value { get; init; }
}
