using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.CSharp;
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

    /// <summary>The product of whose subscription it is the id, as a form asks for it; null where that is not known.</summary>
    public INamedTypeSymbol? Reference { get; init; }

    /// <summary>
    /// The product of the subscription that it is, as <see cref="SymbolFormats.Identity"/> names it; null for any other value, and for an
    /// id.
    /// </summary>
    public string? Product { get; init; }

    /// <summary>What stands around the only steps that give it, which may be skipped; null where it is there in any case.</summary>
    public ChainSurroundings? OnlyIn { get; init; }
}
