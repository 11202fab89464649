using Microsoft.CodeAnalysis;
using Orchestrator.Generators.CSharp;

namespace Orchestrator.Generators.Resources;

/// <summary>Where in a state a value stands.</summary>
/// <param name="Owner">The type that has it.</param>
/// <param name="Member">Its member; empty for the state itself.</param>
/// <param name="KeyName">What its <c>[ElementKey]</c> names; null for none.</param>
/// <param name="IsUnordered">True when it is marked <c>[Unordered]</c>.</param>
internal sealed record StatePlace(ITypeSymbol Owner, string Member, string? KeyName, bool IsUnordered)
{
    /// <summary>The type of an element of a list or dictionary there; null for the value itself.</summary>
    private ITypeSymbol? Element { get; init; }

    /// <summary>True when it is marked as only a list can be.</summary>
    public bool HasListMark => KeyName is not null || IsUnordered;

    /// <summary>The elements of the list there, which no mark of the list is about.</summary>
    public StatePlace Inside(ITypeSymbol element) => this with { KeyName = null, IsUnordered = false, Element = element };

    /// <inheritdoc/>
    public override string ToString() =>
        $"'{Owner.ToDisplayString(SymbolFormats.ClassAndMember)}{(Member.Length == 0 ? "" : "." + Member)}'"
        + (Element is null ? "" : $", whose elements are '{Element.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}',");
}
