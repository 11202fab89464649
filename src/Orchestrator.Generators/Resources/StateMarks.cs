using Microsoft.CodeAnalysis;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Json;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Resources;

/// <summary>A member of a type of a state.</summary>
/// <param name="Symbol">The property or field.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsNotCompared">True when the external system decides it.</param>
/// <param name="IsWriteOnly">True when it can never be read.</param>
/// <param name="IsSensitive">True when its values are never shown.</param>
internal sealed record StateMember(ISymbol Symbol, ITypeSymbol Type, bool IsNotCompared, bool IsWriteOnly, bool IsSensitive);

/// <summary>Reads which members a type of a state has, and what its author says of them, at the member or at its type.</summary>
internal sealed class StateMarks(KnownSymbols known)
{
    /// <summary>The members that a value is made with. What is computed from them is not compared a second time.</summary>
    public IEnumerable<StateMember> MembersOf(INamedTypeSymbol type) =>
        JsonContract
            .Of(type)
            .Members.Where(static member => member.IsRead || member.Loss is not null)
            .Select(member => new StateMember(
                member.Symbol,
                member.Type,
                Has(member.Symbol, member.Type, known.NotComparedAttribute),
                Has(member.Symbol, member.Type, known.WriteOnlyAttribute),
                IsSensitive(member.Symbol)
            ));

    /// <summary>True for a member whose values are never shown.</summary>
    public bool IsSensitive(ISymbol member) => Has(member, StateTypes.TypeOf(member), known.SensitiveAttribute);

    public bool IsUnordered(ISymbol member) => Find(member, known.UnorderedAttribute) is not null;

    /// <summary>What an <c>[ElementKey]</c> of a list names; null for none.</summary>
    public string? ElementKeyOf(ISymbol list) => Find(list, known.ElementKeyAttribute)?.PositionalValue(0) as string;

    /// <summary>The name of a member in paths, as the state's JSON has it.</summary>
    public static string KeyOf(ISymbol member) =>
        JsonAttributes.Find(member, "JsonPropertyNameAttribute")?.PositionalValue(0) as string ?? SnakeCase.Convert(member.Name);

    /// <summary>True when the external system decides something of values of a type, however deep.</summary>
    public bool HasNotCompared(ITypeSymbol type) => HasNotCompared(type, new(SymbolEqualityComparer.Default));

    private bool HasNotCompared(ITypeSymbol type, HashSet<ITypeSymbol> seen)
    {
        var part = StateTypes.PartOf(type);
        return !StateTypes.IsValue(part, this)
            && part is INamedTypeSymbol named
            && seen.Add(part)
            && MembersOf(named).Any(member => member.IsNotCompared || (!member.IsWriteOnly && HasNotCompared(member.Type, seen)));
    }

    /// <summary>True when an author says something of the members of a type, so that it is more than one value.</summary>
    public bool IsMarked(INamedTypeSymbol type) =>
        type.GetMembers()
            .Any(member =>
                member is IPropertySymbol or IFieldSymbol
                && (
                    Find(member, known.NotComparedAttribute)
                    ?? Find(member, known.WriteOnlyAttribute)
                    ?? Find(member, known.SensitiveAttribute)
                    ?? Find(member, known.ElementKeyAttribute)
                    ?? Find(member, known.UnorderedAttribute)
                )
                    is not null
            );

    private static bool Has(ISymbol member, ITypeSymbol type, INamedTypeSymbol? attribute) =>
        Find(member, attribute) is not null || StateTypes.PartOf(type).HasAttribute(attribute);

    // Of a member of a record its parameter may have the mark.
    private static AttributeData? Find(ISymbol member, INamedTypeSymbol? attribute) =>
        member.FindAttribute(attribute)
        ?? (
            member.ContainingType is { IsRecord: true } record
                ? record
                    .InstanceConstructors.SelectMany(static constructor => constructor.Parameters)
                    .FirstOrDefault(parameter => parameter.Name == member.Name)
                    ?.FindAttribute(attribute)
                : null
        );
}
