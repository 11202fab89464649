using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
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

/// <summary>
/// Reads which members a type of a state has, and what its author says of them, at the member or at its type. Each type is read once in a
/// compilation; <c>List&lt;string&gt;</c> and <c>List&lt;string?&gt;</c> are two.
/// </summary>
internal sealed class StateMarks
{
    private readonly KnownSymbols _known;
    private readonly ConcurrentDictionary<INamedTypeSymbol, JsonContract> _contracts = new(SymbolEqualityComparer.IncludeNullability);
    private readonly ConcurrentDictionary<INamedTypeSymbol, ImmutableArray<StateMember>> _members = new(
        SymbolEqualityComparer.IncludeNullability
    );
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _marked = new(SymbolEqualityComparer.IncludeNullability);

    private StateMarks(KnownSymbols known)
    {
        _known = known;
        Marks =
        [
            known.NotComparedAttribute,
            known.WriteOnlyAttribute,
            known.SensitiveAttribute,
            known.ElementKeyAttribute,
            known.UnorderedAttribute,
        ];
    }

    private INamedTypeSymbol?[] Marks { get; }

    /// <summary>Those of a compilation.</summary>
    public static StateMarks Of(CompilationReader reader) => reader.Get(static reader => new StateMarks(reader.Known));

    /// <summary>How the serializer makes a value of a type.</summary>
    public JsonContract ContractOf(INamedTypeSymbol type) => _contracts.GetOrAdd(type, JsonContract.Of);

    /// <summary>The members that a value is made with. What is computed from them is not compared a second time.</summary>
    public ImmutableArray<StateMember> MembersOf(INamedTypeSymbol type) => _members.GetOrAdd(type, ReadMembers);

    private ImmutableArray<StateMember> ReadMembers(INamedTypeSymbol type) =>
        [
            .. ContractOf(type)
                .Members.Where(static member => member.IsRead || member.Loss is not null)
                .Select(member => new StateMember(
                    member.Symbol,
                    member.Type,
                    Has(member.Symbol, member.Type, _known.NotComparedAttribute),
                    Has(member.Symbol, member.Type, _known.WriteOnlyAttribute),
                    IsSensitive(member.Symbol)
                )),
        ];

    /// <summary>
    /// The members that a value is made with and that are not found, because it is not known how one is made; and why that is so. What is
    /// never read need not be found.
    /// </summary>
    public (IEnumerable<ISymbol> Members, string Problem)? FindLost(INamedTypeSymbol type)
    {
        var contract = ContractOf(type);
        return contract.CreationProblem is { } problem
            ? (
                contract
                    .Members.Where(member =>
                        member is { IsRead: false, Loss: null }
                        && (member.IsHeld || member.Symbol.DeclaringSyntaxReferences.IsEmpty)
                        && !Has(member.Symbol, member.Type, _known.WriteOnlyAttribute)
                    )
                    .Select(static member => member.Symbol),
                problem
            )
            : null;
    }

    /// <summary>True for a member whose values are never shown.</summary>
    public bool IsSensitive(ISymbol member) => Has(member, StateTypes.TypeOf(member), _known.SensitiveAttribute);

    /// <summary>True for a member by which elements cannot be told apart, because a path would show its values.</summary>
    public bool IsHidden(ISymbol member) => IsSensitive(member) || Has(member, StateTypes.TypeOf(member), _known.WriteOnlyAttribute);

    /// <summary>True for a type of which no path may show a value.</summary>
    public bool IsHidden(ITypeSymbol type) => IsOfType(type, _known.SensitiveAttribute) || IsOfType(type, _known.WriteOnlyAttribute);

    /// <summary>True for a type that its author has marked as a whole, which only a member of a state can be.</summary>
    public bool IsMarkedAsWhole(ITypeSymbol type) => IsHidden(type) || IsOfType(type, _known.NotComparedAttribute);

    public bool IsUnordered(ISymbol member) => Find(member, _known.UnorderedAttribute) is not null;

    /// <summary>What an <c>[ElementKey]</c> of a list names; null for none.</summary>
    public string? ElementKeyOf(ISymbol list) => Find(list, _known.ElementKeyAttribute)?.PositionalValue(0) as string;

    /// <summary>True when the external system decides something of values of a type, however deep.</summary>
    public bool HasNotCompared(ITypeSymbol type) =>
        HasMember(type, named => MembersOf(named).Any(static member => member.IsNotCompared), new(SymbolEqualityComparer.Default));

    /// <summary>
    /// True when something of values of a type can never be read, however deep. Such a member may be left out of JSON; what the external
    /// system decides is not written.
    /// </summary>
    public bool HasWriteOnly(ITypeSymbol type) =>
        HasMember(
            type,
            named =>
                WithBases(named)
                    .SelectMany(static level => level.GetMembers())
                    .Any(member =>
                        member is IPropertySymbol or IFieldSymbol && Has(member, StateTypes.TypeOf(member), _known.WriteOnlyAttribute)
                    ),
            new(SymbolEqualityComparer.Default)
        );

    private bool HasMember(ITypeSymbol type, Func<INamedTypeSymbol, bool> isFound, HashSet<ITypeSymbol> seen)
    {
        var part = StateTypes.PartOf(type);
        return !StateTypes.IsValue(part, this)
            && part is INamedTypeSymbol named
            && seen.Add(part)
            && (
                isFound(named)
                || MembersOf(named)
                    .Any(member => member is { IsWriteOnly: false, IsNotCompared: false } && HasMember(member.Type, isFound, seen))
            );
    }

    /// <summary>True when an author says something of the members of a type, however deep, so that it is more than one value.</summary>
    public bool IsMarked(INamedTypeSymbol type) =>
        _marked.GetOrAdd(type, key => IsMarked(key, new(SymbolEqualityComparer.Default) { key }));

    // All that would be written of a value, what is computed too; and what is not public, of which an author may have said something.
    private bool IsMarked(INamedTypeSymbol type, HashSet<ITypeSymbol> seen) =>
        ContractOf(type).Members.Any(member => SaysSomething(member.Type, seen))
        || WithBases(type)
            .SelectMany(static level => level.GetMembers())
            .Any(member => member is IPropertySymbol or IFieldSymbol && Marks.Any(mark => Find(member, mark) is not null));

    private bool SaysSomething(ITypeSymbol type, HashSet<ITypeSymbol> seen) =>
        seen.Add(type)
        && (
            Marks.Any(mark => IsMarkedWith(type, mark))
            || (
                StateTypes.FindDictionary(type) is var (key, value) ? SaysSomething(key, seen) || SaysSomething(value, seen)
                : StateTypes.FindInner(type) is { } inner ? SaysSomething(inner, seen)
                : type is INamedTypeSymbol named && IsMarked(named, seen)
            )
        );

    private static bool Has(ISymbol member, ITypeSymbol type, INamedTypeSymbol? attribute) =>
        Find(member, attribute) is not null || IsOfType(type, attribute);

    // A list is what its elements are, and may be marked itself.
    private static bool IsOfType(ITypeSymbol type, INamedTypeSymbol? attribute) =>
        StateTypes.PartsOf(type).Any(part => IsMarkedWith(part, attribute));

    private static bool IsMarkedWith(ITypeSymbol type, INamedTypeSymbol? attribute) =>
        WithBases(type).Any(level => level.HasAttribute(attribute));

    private static IEnumerable<ITypeSymbol> WithBases(ITypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            yield return current;
        }
    }

    // A member that a constructor gives its value may have the mark at the parameter, of whichever constructor.
    private static AttributeData? Find(ISymbol member, INamedTypeSymbol? attribute) =>
        member.FindAttribute(attribute)
        ?? (
            member is IPropertySymbol or IFieldSymbol
                ? member
                    .ContainingType.InstanceConstructors.SelectMany(static constructor => constructor.Parameters)
                    .Where(parameter => string.Equals(parameter.Name, member.Name, StringComparison.OrdinalIgnoreCase))
                    .Select(parameter => parameter.FindAttribute(attribute))
                    .FirstOrDefault(static found => found is not null)
                : null
        );
}
