using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Json;

/// <summary>A member of an author's type, as the serializer sees it.</summary>
/// <param name="Symbol">The property or field.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsRead">True when what was written is read again.</param>
/// <param name="Loss">Why what was written is certainly lost; null where it is not.</param>
/// <param name="IsHeld">True when the object keeps its value; false when it is computed, or when that is not seen.</param>
internal sealed record JsonMember(ISymbol Symbol, ITypeSymbol Type, bool IsRead, string? Loss, bool IsHeld);

/// <summary>How the serializer makes an author's record, class or struct, and which of its members it reads and writes.</summary>
/// <param name="CreationProblem">Why it cannot make one; null when it can.</param>
/// <param name="Members">The members that it writes, those of base types first.</param>
internal sealed record JsonContract(string? CreationProblem, IReadOnlyList<JsonMember> Members)
{
    /// <summary>Two members or more that have one name in JSON, and why that cannot be; null when there are none.</summary>
    public (IReadOnlyList<string> Members, string Problem)? Twins { get; private init; }

    /// <summary>True for a type that holds something and of which nothing is written.</summary>
    public bool IsHidden { get; private init; }

    /// <summary>Reads a type.</summary>
    public static JsonContract Of(INamedTypeSymbol type)
    {
        var written = Written(type);
        var constructor = FindConstructor(type, out var problem);
        HashSet<string> given = new(
            constructor?.Parameters.Select(static parameter => parameter.Name) ?? [],
            StringComparer.OrdinalIgnoreCase
        );
        problem ??= given.FirstOrDefault(name =>
            !written.Any(member => string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase))
        )
            is { } unmatched
            ? $"its constructor's parameter '{unmatched}' has no property of that name; write one, or a constructor without it"
            : null;
        var twins = FindTwins(written);
        problem ??=
            written.FirstOrDefault(member => IsRequired(member) && JsonAttributes.IsIgnored(member)) is { } ignored && !SetsRequired(type)
                ? $"its member '{ignored.Name}' is required and [JsonIgnore]; remove one of the two"
                : twins?.Problem;
        return new(
            problem,
            [
                .. written
                    .Where(static member => !JsonAttributes.IsIgnored(member))
                    .Select(member => Read(member, given.Contains(member.Name))),
            ]
        )
        {
            Twins = twins,
            IsHidden = written.Count == 0 && HoldsSomething(type),
        };
    }

    // What a primary constructor keeps has no field that is seen.
    private static bool HoldsSomething(INamedTypeSymbol type) =>
        type.InstanceConstructors.Any(static constructor =>
            !constructor.Parameters.IsEmpty && constructor.DeclaredAccessibility == Accessibility.Public
        ) || type.GetMembers().Any(static member => member is IFieldSymbol { IsStatic: false });

    // The serializer refuses a type with two members of one name, whatever is in them. It ignores case when it reads a state.
    private static (IReadOnlyList<string> Members, string Problem)? FindTwins(IEnumerable<ISymbol> written) =>
        written
            .Where(static member => !JsonAttributes.IsIgnored(member))
            .GroupBy(JsonAttributes.NameOf, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(static named => named.Skip(1).Any())
            is { } twins
            ? (
                [.. twins.Select(static member => member.Name)],
                $"its members '{string.Join("' and '", twins.Select(static member => member.Name))}' are both '{twins.Key}' in "
                    + "JSON; rename one"
            )
            : null;

    private static bool IsRequired(ISymbol member) => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true };

    private static bool SetsRequired(INamedTypeSymbol type) =>
        type.InstanceConstructors.Any(static constructor =>
            constructor.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "SetsRequiredMembersAttribute")
        );

    private static JsonMember Read(ISymbol member, bool isGiven)
    {
        var type = member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type;
        var isRead = isGiven || IsSettable(member);
        var isHeld = IsHeld(member);
        return new(member, type, isRead, isRead ? null : FindLoss(member, type, isHeld), isHeld);
    }

    private static bool IsSettable(ISymbol member) =>
        member is IPropertySymbol property
            ? property.SetMethod is { } setter && (setter.DeclaredAccessibility == Accessibility.Public || IsIncluded(member))
            : member is IFieldSymbol { IsReadOnly: false };

    // What is not public is read and written all the same where its author says so.
    private static bool IsIncluded(ISymbol member) => JsonAttributes.Find(member, "JsonIncludeAttribute") is not null;

    // What has no setter at all is often computed, from the constructor's parameters for example, and computed again when it is read.
    private static string? FindLoss(ISymbol member, ITypeSymbol type, bool isHeld) =>
        member is IPropertySymbol { SetMethod: not null } ? "its setter is not public; make it public or 'init', or add [JsonInclude]"
        : !isHeld ? null
        : IsCollection(type) ? "it cannot be set; write '{ get; init; }'"
        : member.ContainingType.IsValueType ? "it cannot be set; write '{ get; init; }', or make the struct a record struct"
        : null;

    // A property that the compiler keeps a field for. Of a type of another assembly no one sees that. What a getter with a body keeps, as
    // in 'field ??= Find()', it has computed.
    private static bool IsHeld(ISymbol member) =>
        member is IFieldSymbol
        || member
            .ContainingType.GetMembers()
            .OfType<IFieldSymbol>()
            .Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, member)) && !IsComputed(member);

    // The getter of a partial property without a setter always has a body, in its other part.
    private static bool IsComputed(ISymbol member) =>
        member is IPropertySymbol { SetMethod: null }
        && member.DeclaringSyntaxReferences.Any(static reference =>
            reference.GetSyntax() is PropertyDeclarationSyntax { Initializer: null } property
            && (
                property.ExpressionBody is not null
                || property.Modifiers.Any(SyntaxKind.PartialKeyword)
                || property.AccessorList?.Accessors.Any(static accessor => accessor is { Body: null, ExpressionBody: null }) == false
            )
        );

    private static bool IsCollection(ITypeSymbol type) =>
        type.SpecialType != SpecialType.System_String
        && (
            type is IArrayTypeSymbol
            || type.AllInterfaces.Any(static contract => contract.SpecialType == SpecialType.System_Collections_IEnumerable)
        );

    // The serializer's own choice: the marked one, otherwise the one without parameters, which every struct has, otherwise the only public
    // one.
    private static IMethodSymbol? FindConstructor(INamedTypeSymbol type, out string? problem)
    {
        problem = null;
        if (
            type.InstanceConstructors.FirstOrDefault(static constructor =>
                JsonAttributes.Find(constructor, "JsonConstructorAttribute") is not null
            ) is
            { } marked
        )
        {
            return marked;
        }

        IMethodSymbol[] seen =
        [
            .. type.InstanceConstructors.Where(static constructor => constructor.DeclaredAccessibility == Accessibility.Public),
        ];
        if (type.IsValueType || seen.Any(static constructor => constructor.Parameters.IsEmpty))
        {
            return null;
        }

        problem =
            seen.Length == 1 ? null
            : seen.Length == 0 ? "it has no public constructor; make one public, or mark it [JsonConstructor]"
            : "it has several constructors; mark one of them [JsonConstructor]";
        return seen.Length == 1 ? seen[0] : null;
    }

    private static List<ISymbol> Written(INamedTypeSymbol type)
    {
        var levels = new Stack<INamedTypeSymbol>();
        for (
            var current = type;
            current is not (null or { SpecialType: SpecialType.System_Object or SpecialType.System_ValueType });
            current = current.BaseType
        )
        {
            levels.Push(current);
        }

        // A member that hides or overrides another one stands for it.
        var members = new Dictionary<string, ISymbol>(StringComparer.Ordinal);
        foreach (var member in levels.SelectMany(static level => level.MembersInOrder()).Where(IsWritten).Where(IsStored))
        {
            members[member.Name] = member;
        }

        return [.. members.Values];
    }

    // The name of an element of a tuple is another name of one of its fields, of which a long one keeps some in its last.
    private static bool IsStored(ISymbol member) =>
        !member.ContainingType.IsTupleType
        || member.Name is "Item1" or "Item2" or "Item3" or "Item4" or "Item5" or "Item6" or "Item7" or "Rest";

    private static bool IsWritten(ISymbol member) =>
        member switch
        {
            IPropertySymbol { IsStatic: false, IsIndexer: false, GetMethod: { } getter } => IsIncluded(member)
                || (member.DeclaredAccessibility == Accessibility.Public && getter.DeclaredAccessibility == Accessibility.Public),
            IFieldSymbol { IsStatic: false, IsConst: false, AssociatedSymbol: null } => member.DeclaredAccessibility == Accessibility.Public
                || IsIncluded(member),
            _ => false,
        };
}
