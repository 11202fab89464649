using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Orchestrator.Generators.Rules;

/// <summary>What a method sets in products and blocks, itself or in the code that it calls.</summary>
/// <param name="Members">The members that it may set; those of a view are the view's own.</param>
/// <param name="Varied">Those of them that it may set to what is not a constant.</param>
/// <param name="IsComplete">
/// False when a product or block goes to code, or comes from code, that is not seen here: any member may be set there.
/// </param>
internal sealed record MemberWrites(ImmutableHashSet<IPropertySymbol> Members, ImmutableHashSet<IPropertySymbol> Varied, bool IsComplete);
