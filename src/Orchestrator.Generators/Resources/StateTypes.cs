using Microsoft.CodeAnalysis;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Resources;

/// <summary>Says what a type of a state is to its comparison: one value, several elements, or an object with members.</summary>
internal static class StateTypes
{
    private static readonly HashSet<SpecialType> ListContracts =
    [
        SpecialType.System_Collections_Generic_IEnumerable_T,
        SpecialType.System_Collections_Generic_ICollection_T,
        SpecialType.System_Collections_Generic_IList_T,
        SpecialType.System_Collections_Generic_IReadOnlyCollection_T,
        SpecialType.System_Collections_Generic_IReadOnlyList_T,
    ];

    /// <summary>True for a type whose values are equal or not, and have no parts.</summary>
    public static bool IsValue(ITypeSymbol type, StateMarks marks) =>
        type switch
        {
            { TypeKind: TypeKind.Enum } => true,
            { SpecialType: SpecialType.System_String or SpecialType.System_DateTime } => true,
            {
                SpecialType: >= SpecialType.System_Boolean
                    and <= SpecialType.System_Double
                    or SpecialType.System_IntPtr
                    or SpecialType.System_UIntPtr
            } => true,
            INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] } => IsValue(
                value,
                marks
            ),
            INamedTypeSymbol { IsRecord: false, TypeKind: TypeKind.Class or TypeKind.Struct, IsAbstract: false } named => FindElement(named)
                is null
                && OverridesEquals(named)
                && !IsTuple(named)
                && !IsMemory(named)
                && !marks.IsMarked(named),
            _ => false,
        };

    /// <summary>True for a type by whose values elements are found again: of one value, or of several together.</summary>
    public static bool IsKey(ITypeSymbol type, StateMarks marks) =>
        IsValue(type, marks)
        || (type is INamedTypeSymbol named && IsTuple(named) && named.TypeArguments.All(argument => IsKey(argument, marks)));

    /// <summary>True for a tuple, whose own Equals would compare a list among its elements by reference.</summary>
    public static bool IsTuple(INamedTypeSymbol type) => type.IsTupleType || IsOfSystem(type, "Tuple");

    // Two of these are equal when they are the same memory, whatever is in it.
    private static bool IsMemory(INamedTypeSymbol type) => IsOfSystem(type, "Memory") || IsOfSystem(type, "ReadOnlyMemory");

    private static bool IsOfSystem(INamedTypeSymbol type, string name) =>
        type.IsGenericType
        && type.Name == name
        && type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true };

    /// <summary>True for a class, record or struct that is compared member by member.</summary>
    public static bool IsObject(ITypeSymbol type, StateMarks marks) =>
        type is INamedTypeSymbol { IsAbstract: false, TypeKind: TypeKind.Class or TypeKind.Struct } named && HasMembers(named, marks);

    /// <summary>True for a type that has a member to compare or to leave to the external system.</summary>
    public static bool HasMembers(ITypeSymbol type, StateMarks marks) =>
        type is INamedTypeSymbol { SpecialType: SpecialType.None } named && marks.MembersOf(named).Any();

    /// <summary>The keys and values of a dictionary; null for any other type.</summary>
    public static (ITypeSymbol Key, ITypeSymbol Value)? FindDictionary(ITypeSymbol type) =>
        WithInterfaces(type)
            .FirstOrDefault(static contract =>
                contract
                    is {
                        Name: "IReadOnlyDictionary" or "IDictionary",
                        TypeArguments.Length: 2,
                        ContainingNamespace:
                        { Name: "Generic", ContainingNamespace: { Name: "Collections", ContainingNamespace.Name: "System" } }
                    }
            )
            is { TypeArguments: [var key, var value] }
            ? (key, value)
            : null;

    /// <summary>The type of the elements of a list or set; null for any other type.</summary>
    public static ITypeSymbol? FindElement(ITypeSymbol type) =>
        type switch
        {
            { SpecialType: SpecialType.System_String } => null,
            IArrayTypeSymbol array => array.Rank == 1 ? array.ElementType : null,
            _ => WithInterfaces(type)
                .FirstOrDefault(static contract =>
                    contract.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T
                )
                ?.TypeArguments[0],
        };

    /// <summary>How the elements of a list are found again.</summary>
    /// <param name="type">The list.</param>
    /// <param name="element">The type of its elements.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="marks">Reads the marks of the elements.</param>
    public static (string? KeyName, ISymbol? Key, bool IsUnordered) ListOf(
        ITypeSymbol type,
        ITypeSymbol element,
        StatePlace place,
        StateMarks marks
    )
    {
        // The key that a type names is that of the list which holds it, not of a list of such lists.
        var isHeld = FindInner(element) is null || IsOptionalObject(element);
        var name = place.KeyName ?? (place.IsUnordered || !isHeld ? null : marks.ElementKeyOf(PartOf(element)));
        return (
            name,
            name is not null && element is INamedTypeSymbol keyed
                ? marks.MembersOf(keyed).FirstOrDefault(member => member.Symbol.Name == name)?.Symbol ?? keyed.FindTupleElement(name)
                : null,
            place.IsUnordered
                || WithInterfaces(type)
                    .Any(static contract =>
                        contract
                            is {
                                Name: "ISet" or "IReadOnlySet",
                                ContainingNamespace: { Name: "Generic", ContainingNamespace.Name: "Collections" }
                            }
                    )
        );
    }

    /// <summary>
    /// True when a list is made of elements in brackets: an array, what every list is, or a class or struct with a builder or an Add.
    /// </summary>
    public static bool IsListedInBrackets(ITypeSymbol type, ITypeSymbol element, INamedTypeSymbol within, CompilationReader reader) =>
        type is IArrayTypeSymbol
        || (
            type is INamedTypeSymbol named
            && (
                named.TypeKind == TypeKind.Interface
                    ? ListContracts.Contains(named.OriginalDefinition.SpecialType)
                    : named.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "CollectionBuilderAttribute")
                        || IsFilled(named, element, within, reader.Compilation)
            )
        );

    private static bool IsFilled(INamedTypeSymbol type, ITypeSymbol element, INamedTypeSymbol within, Compilation compilation) =>
        !type.IsAbstract
        && type.InstanceConstructors.Any(constructor =>
            constructor.Parameters.IsEmpty && compilation.IsSymbolAccessibleWithin(constructor, within)
        )
        && WithBases(type)
            .SelectMany(static level => level.GetMembers("Add"))
            .OfType<IMethodSymbol>()
            .Any(add =>
                add is { IsStatic: false, Parameters: [{ RefKind: RefKind.None } added] }
                && compilation.ClassifyCommonConversion(element, added.Type).IsImplicit
                && compilation.IsSymbolAccessibleWithin(add, within)
            );

    /// <summary>The type of the key of an element, which has none when the element is null.</summary>
    public static string KeyTypeOf(ISymbol key, ITypeSymbol element)
    {
        var type = TypeOf(key);
        var isNullable = type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        return SymbolFormats.Bare(type) + (element.IsReferenceType && type.IsValueType && !isNullable ? "?" : "");
    }

    public static ITypeSymbol TypeOf(ISymbol member) => member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type;

    /// <summary>What a type holds in the end: the elements of a list, the values of a dictionary, the value of what may be null.</summary>
    public static ITypeSymbol PartOf(ITypeSymbol type) => PartsOf(type) is [.., var part] ? part : type;

    /// <summary>A type, what it holds, and so on.</summary>
    public static IReadOnlyList<ITypeSymbol> PartsOf(ITypeSymbol type)
    {
        List<ITypeSymbol> parts = [];
        for (
            var current = type;
            current is not null && !parts.Contains(current, SymbolEqualityComparer.Default);
            current = FindInner(current)
        )
        {
            parts.Add(current);
        }

        return parts;
    }

    /// <summary>The elements of a list, the values of a dictionary or the value of what may be null; null for any other type.</summary>
    public static ITypeSymbol? FindInner(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] }
            ? value
            : FindDictionary(type)?.Value ?? FindElement(type);

    /// <summary>True for a struct that may be null and is neither a list nor a dictionary.</summary>
    public static bool IsOptionalObject(ITypeSymbol type) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T && FindInner(type) is { } value && FindInner(value) is null;

    /// <summary>True when a member can be given another value, in a copy or in the object itself.</summary>
    public static bool IsAssignable(ISymbol member, bool isCopied, INamedTypeSymbol within, CompilationReader reader) =>
        !member.IsForbiddenToSet(reader)
        && member switch
        {
            IPropertySymbol { SetMethod: { } setter } => (isCopied || !setter.IsInitOnly)
                && reader.Compilation.IsSymbolAccessibleWithin(setter, within),
            IFieldSymbol field => !field.IsReadOnly,
            _ => false,
        };

    private static bool OverridesEquals(INamedTypeSymbol type)
    {
        for (
            var current = type;
            current is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) };
            current = current.BaseType
        )
        {
            if (
                current
                    .GetMembers("Equals")
                    .OfType<IMethodSymbol>()
                    .Any(static method => method is { IsOverride: true, Parameters: [{ Type.SpecialType: SpecialType.System_Object }] })
            )
            {
                return true;
            }
        }

        return false;
    }

    private static ISymbol? FindTupleElement(this INamedTypeSymbol type, string name) =>
        type.IsTupleType ? type.TupleElements.FirstOrDefault(member => member.Name == name) : null;

    private static IEnumerable<ITypeSymbol> WithBases(ITypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            yield return current;
        }
    }

    private static IEnumerable<INamedTypeSymbol> WithInterfaces(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Interface } contract ? type.AllInterfaces.Prepend(contract) : type.AllInterfaces;
}
