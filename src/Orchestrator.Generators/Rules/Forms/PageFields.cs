using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.Json;
using Orchestrator.Generators.Mapping.Members;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Forms;

/// <summary>Says why a form cannot ask for a member of a page, or cannot check what an attribute of it says.</summary>
internal sealed class PageFields(CompilationReader reader)
{
    private readonly PageSources _sources = new(reader.Known);

    private const string Askable =
        "ask for a string, number, bool, Guid, DateOnly, DateTimeOffset, IPAddress, IPNetwork, Uri, enum, record, or a list of them";

    /// <summary>The problems of a page, each with the member that it is about.</summary>
    public IEnumerable<(ISymbol Member, string Problem)> FindProblems(INamedTypeSymbol page)
    {
        var contract = JsonContract.Of(page);
        if (contract.CreationProblem is { } creation)
        {
            yield return (page, creation);
        }

        foreach (var member in contract.Members.Where(member => !reader.Known.IsFormElement(member.Type)))
        {
            if (
                (
                    member.Loss is { } loss ? loss
                    : IsNeverSet(member) ? "it has no setter, so no answer is put into it; write '{ get; init; }'"
                    : member.IsRead ? FindProblem(member, page, new(SymbolEqualityComparer.Default) { page })
                    : null
                ) is
                { } problem
            )
            {
                yield return (member.Symbol, problem);
            }
        }
    }

    // What keeps a value is set by an initializer or a constructor, or nothing ever sets it. What is computed is for the page's own use.
    private static bool IsNeverSet(JsonMember member) =>
        member is { IsRead: false, IsHeld: true, Symbol: IPropertySymbol { SetMethod: null } property }
        && property.ContainingType.InstanceConstructors.All(static constructor => constructor.IsImplicitlyDeclared)
        && property.DeclaringSyntaxReferences is [_, ..] references
        && references.All(static reference => reference.GetSyntax() is PropertyDeclarationSyntax { Initializer: null });

    private string? FindProblem(JsonMember member, INamedTypeSymbol page, HashSet<ITypeSymbol> above)
    {
        if (JsonAttributes.HasConverter(member.Symbol))
        {
            return "it has a converter of its own, whose shape no form can know; ask for a text and convert it in the form";
        }

        var type = member.Type
            is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] }
            ? value
            : member.Type;
        var hasChoices = AttributesOf(member).Any(attribute => KnownSymbols.Is(attribute.AttributeClass, reader.Known.ChooseFromAttribute));
        return FindTypeProblem(type, page, above)
            ?? AttributesOf(member)
                .Select(attribute =>
                    FindRuleProblem(attribute, type, hasChoices) ?? _sources.FindProblem(attribute, member, ItemOf(type) ?? type, page)
                )
                .FirstOrDefault(static problem => problem is not null);
    }

    // A parameter of a record has attributes of its own, beside those of its property.
    private static IEnumerable<AttributeData> AttributesOf(JsonMember member) =>
        member
            .Symbol.GetAttributes()
            .Concat(
                member
                    .Symbol.ContainingType.InstanceConstructors.SelectMany(static constructor => constructor.Parameters)
                    .Where(parameter => string.Equals(parameter.Name, member.Symbol.Name, StringComparison.OrdinalIgnoreCase))
                    .SelectMany(static parameter => parameter.GetAttributes())
            );

    private string? FindTypeProblem(ITypeSymbol type, INamedTypeSymbol page, HashSet<ITypeSymbol> above)
    {
        if (type.TypeKind is TypeKind.Error or TypeKind.TypeParameter || IsScalar(type))
        {
            return null;
        }

        if (type.TypeKind == TypeKind.Enum)
        {
            return EnumTexts.IsFlags(type)
                    ? $"'{type.Name}' is a [Flags] enum, and a choice is one member of it; ask for a list of an enum without [Flags]"
                : JsonAttributes.HasConverter(type)
                    ? $"'{type.Name}' has a converter of its own, so that its choices are not known; remove it"
                : EnumTexts.FindCollision(type);
        }

        if (ItemOf(type) is { } item)
        {
            return item.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
                ? "the items of a list are never null; write them without '?'"
                : FindTypeProblem(item, page, above) ?? StateValues.Of(reader).FindProblem(type);
        }

        if (
            type
                is not INamedTypeSymbol
                {
                    TypeKind: TypeKind.Class or TypeKind.Struct,
                    IsAbstract: false,
                    SpecialType: SpecialType.None
                } record
            || !(record.IsTupleType || IsOfAuthor(record))
            || JsonAttributes.HasConverter(record)
            || reader.Known.IsFormElement(record)
        )
        {
            return $"a form cannot ask for a '{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}'; {Askable}";
        }

        return above.Add(record) && !record.IsTupleType ? FindRecordProblem(record, page, above)
            : record.IsTupleType
                ? record
                    .TupleElements.Select(element => FindTypeProblem(element.Type, page, above))
                    .FirstOrDefault(static problem => problem is not null)
            : null;
    }

    private string? FindRecordProblem(INamedTypeSymbol record, INamedTypeSymbol page, HashSet<ITypeSymbol> above)
    {
        var contract = JsonContract.Of(record);
        return contract.CreationProblem is { } creation ? $"'{record.Name}' cannot be made: {creation}"
            : contract.Members.All(static member => !member.IsRead) ? $"'{record.Name}' has nothing that can be asked; {Askable}"
            : contract
                .Members.Where(member => !reader.Known.IsFormElement(member.Type))
                .Select(member =>
                    (member.Loss ?? (member.IsRead ? FindProblem(member, page, above) : null)) is { } problem
                        ? $"'{record.Name}.{member.Symbol.Name}': {problem}"
                        : null
                )
                .FirstOrDefault(static problem => problem is not null);
    }

    private string? FindRuleProblem(AttributeData attribute, ITypeSymbol type, bool hasChoices)
    {
        if (KnownSymbols.Is(attribute.AttributeClass, reader.Known.SubscriptionOfAttribute))
        {
            string[] problems = [.. FindReferenceProblems(attribute, type, hasChoices)];
            return problems.Length == 0 ? null : string.Join("; and ", problems);
        }

        var isList = ItemOf(type) is not null;
        var isText = type.SpecialType == SpecialType.System_String;
        if (KnownSymbols.Is(attribute.AttributeClass, reader.Known.RangeAttribute))
        {
            return isList ? "[Range] cannot limit the items of a list; ask for records whose members have it"
                : type.SpecialType.IsNumber() && !HasNumbers(attribute) ? "the limits of its [Range] are not numbers; write numbers"
                : null;
        }

        if (KnownSymbols.Is(attribute.AttributeClass, reader.Known.MultipleOfAttribute))
        {
            return !type.SpecialType.IsNumber() ? "[MultipleOf] checks numbers only; remove it"
                : attribute.PositionalValue(0) is double and <= 0 ? "[MultipleOf] takes a number larger than 0"
                : null;
        }

        if (KnownSymbols.Is(attribute.AttributeClass, reader.Known.UniqueItemsAttribute))
        {
            return isList ? null : "[UniqueItems] checks lists only; remove it";
        }

        if (KnownSymbols.Is(attribute.AttributeClass, reader.Known.DateTimeOptionsAttribute))
        {
            return KnownSymbols.Is(type, reader.Known.DateTimeOffset) ? null : "[DateTimeOptions] shows a DateTimeOffset only; remove it";
        }

        if (KnownSymbols.Is(attribute.AttributeClass, reader.Known.RadioAttribute))
        {
            return (type.TypeKind == TypeKind.Enum || hasChoices) && !isList
                ? null
                : "[Radio] shows choices only; remove it, or ask for an enum";
        }

        if (KnownSymbols.Is(attribute.AttributeClass, reader.Known.HiddenAttribute))
        {
            return isList || type.TypeKind != TypeKind.Enum && !IsScalar(type)
                ? "[Hidden] keeps one value; give the step what it needs in another way"
                : null;
        }

        if (KnownSymbols.Is(attribute.AttributeClass, reader.Known.UrlAttribute))
        {
            return isText ? null : "[Url] checks text only; remove it, or ask for a Uri";
        }

        if (KnownSymbols.Is(attribute.AttributeClass, reader.Known.StringLengthAttribute))
        {
            return isText ? null : "[StringLength] limits text only; remove it";
        }

        if (
            KnownSymbols.Is(attribute.AttributeClass, reader.Known.LengthAttribute)
            || KnownSymbols.Is(attribute.AttributeClass, reader.Known.MinLengthAttribute)
            || KnownSymbols.Is(attribute.AttributeClass, reader.Known.MaxLengthAttribute)
        )
        {
            return isText || isList
                ? null
                : $"[{attribute.AttributeClass!.Name.Replace("Attribute", "")}] limits text and lists only; remove it";
        }

        return
            KnownSymbols.Is(attribute.AttributeClass, reader.Known.RegularExpressionAttribute)
            && attribute.PositionalValue(0) is string pattern
            ? !isText
                ? "[RegularExpression] checks text only; remove it"
                : FindPatternProblem(pattern)
            : null;
    }

    /// <summary>All that is wrong with a reference to a subscription, so that it can be corrected at once.</summary>
    private IEnumerable<string> FindReferenceProblems(AttributeData attribute, ITypeSymbol type, bool hasChoices)
    {
        if (!KnownSymbols.Is(ItemOf(type) ?? type, reader.Known.Guid))
        {
            yield return "[SubscriptionOf] asks for a Guid, or a list of them";
        }

        if (hasChoices)
        {
            yield return "it has both [SubscriptionOf] and [ChooseFrom]; remove one of them";
        }

        if (attribute.PositionalValue(0) is ITypeSymbol { TypeKind: not TypeKind.Error } product && !MayBeProduct(product))
        {
            yield return $"its [SubscriptionOf] names '{product.Name}', which is not a product; name a class marked [Product], or one that "
                + "products derive from";
        }

        if (
            attribute.NamedArguments.Any(static argument =>
                argument is { Key: "Status", Value: { Kind: TypedConstantKind.Array, IsNull: false, Values.IsEmpty: true } }
            )
        )
        {
            yield return "its [SubscriptionOf] allows no status; name one, or remove Status";
        }
    }

    private bool MayBeProduct(ITypeSymbol type) =>
        reader.Known.IsSubscriptionModel(type)
        && (type.IsAbstract || type.HasAttribute(reader.Known.ProductAttribute) || UnmarkedModels.Of(reader).Contains(type));

    private static bool HasNumbers(AttributeData range) =>
        range.ConstructorArguments is [.., var least, var largest]
        && NumberLimit.TryRead(least.Scalar(), SpecialType.System_Double) is not null
        && NumberLimit.TryRead(largest.Scalar(), SpecialType.System_Double) is not null;

    private static string? FindPatternProblem(string pattern)
    {
        try
        {
            _ = new Regex(pattern);
            return null;
        }
        catch (ArgumentException exception)
        {
            return $"its pattern '{pattern}' cannot be read: {exception.Message}";
        }
    }

    private bool IsScalar(ITypeSymbol type) =>
        type.SpecialType is SpecialType.System_String or SpecialType.System_Boolean
        || type.SpecialType.IsNumber()
        || KnownSymbols.Is(type, reader.Known.Guid)
        || KnownSymbols.Is(type, reader.Known.DateOnly)
        || KnownSymbols.Is(type, reader.Known.DateTimeOffset)
        || KnownSymbols.Is(type, reader.Known.IPAddress)
        || KnownSymbols.Is(type, reader.Known.IPNetwork)
        || KnownSymbols.Is(type, reader.Known.Uri);

    /// <summary>What is in a list; null for what is none.</summary>
    public static ITypeSymbol? ItemOf(ITypeSymbol type) =>
        type switch
        {
            IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: not SpecialType.System_Byte } array => array.ElementType,
            INamedTypeSymbol { TypeArguments: [var item] } named
                when named.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T
                    || named.AllInterfaces.Any(static contract => contract.SpecialType == SpecialType.System_Collections_IEnumerable) =>
                item,
            _ => null,
        };

    private static bool IsOfAuthor(INamedTypeSymbol type)
    {
        var space = type.ContainingNamespace;
        while (space is { ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return space is null or { IsGlobalNamespace: true } or not { Name: "System" };
    }
}
