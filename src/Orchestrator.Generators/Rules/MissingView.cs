using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Refusals;

namespace Orchestrator.Generators.Rules;

/// <summary>A lifecycle view that is named and that the build does not emit.</summary>
/// <param name="Name">Where it is named.</param>
/// <param name="Model">The product or block.</param>
/// <param name="View">The view, named as its lifecycle is.</param>
/// <param name="Refusals">Why nothing is emitted for the class; empty for a class that is emitted, or is not marked.</param>
internal sealed record MissingView(SyntaxNode Name, INamedTypeSymbol Model, string View, ImmutableArray<Refusal> Refusals)
{
    /// <summary>True when the class is not marked, so that nothing is emitted for it.</summary>
    public bool IsUnmarked { get; init; }

    /// <summary>True when the class is emitted, only not with this view.</summary>
    public bool IsOfEmittedClass => !IsUnmarked && Refusals.IsEmpty;
}
