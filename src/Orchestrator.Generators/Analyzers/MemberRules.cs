using System.Globalization;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Models;
using Orchestrator.Generators.Parsing;

namespace Orchestrator.Generators.Analyzers;

/// <summary>Says why a member of a product or block is not stored, or why something that is written on it has no effect.</summary>
internal sealed class MemberRules(KnownTypes known, INamedTypeSymbol host, bool isProduct)
{
    /// <summary>The longest name of a block's member in a relation, and of a resource type: the lengths of their columns.</summary>
    private const int LongestMember = 255;
    private const int LongestResourceType = 510;

    private const string Storable =
        "take a string, int, long, decimal, double, bool, Guid, DateOnly, DateTimeOffset, IPAddress, enum, block, or List of them, or mark it [NotMapped]";

    /// <summary>Says what is wrong with a member; null for nothing.</summary>
    public string? FindProblem(IPropertySymbol property, MemberModel? model) => model switch
    {
        null when IsMeant(property) && property.IsForbidden(known) => "it is obsolete as an error, but what is stored is read and written; leave 'true' out of [Obsolete], or mark it [NotMapped]",
        null when IsMeant(property) => FindMemberProblem(property),
        null => FindUnseenProblem(property),
        { Kind: MemberKind.Computed } => null,
        _ => FindRuleProblem(property, model) ?? FindCreationProblem(property, model),
    };

    /// <summary>The first attribute of a member that only counts where the member is declared; null for none.</summary>
    public string? FindIgnoredAttribute(IPropertySymbol property) =>
        property.GetAttributes()
            .Select(static attribute => attribute.AttributeClass)
            .FirstOrDefault(attribute => attribute is not null && (IsRule(attribute) || KnownTypes.Is(attribute, known.NotMappedAttribute) || attribute.IsOrDerivesFrom(known.ValidationAttribute)))
            is { } found ? Short(found) : null;

    /// <summary>True for a property that looks as if it were to be stored.</summary>
    private bool IsMeant(IPropertySymbol property) =>
        property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, GetMethod: not null, SetMethod.DeclaredAccessibility: Accessibility.Public }
        && property.Type.TypeKind != TypeKind.Error
        && !property.HasAttribute(known.NotMappedAttribute);

    /// <summary>What would be stored if it could be set.</summary>
    private string? FindUnseenProblem(IPropertySymbol property)
    {
        if (property is not { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, GetMethod: not null } || property.HasAttribute(known.NotMappedAttribute))
        {
            return null;
        }

        if (property.SetMethod is null)
        {
            // A getter with a body computes. One that the compiler keeps a field for holds something, and what is put into that is lost.
            var holds = property.Type is INamedTypeSymbol { TypeArguments: [var element] } list && KnownTypes.Is(list.OriginalDefinition, known.ListOfT)
                ? "list"
                : known.IsProductBlock(property.Type) ? "block" : null;
            return holds is not null && property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property))
                ? $"it has no setter, so that what is put into its {holds} is not stored; write '{{ get; set; }}', or mark it [NotMapped]"
                : null;
        }

        return !SymbolEqualityComparer.Default.Equals(property.ContainingType, host)
            && !known.Compilation.IsSymbolAccessibleWithin(property.SetMethod, host)
            && new MemberParser(known, property.ContainingType, isProduct).TryParse(property) is { Kind: not MemberKind.Computed }
                ? $"'{host.Name}' cannot reach its setter, so that it is not stored; make the setter protected, or mark it [NotMapped]"
                : null;
    }

    private string? FindMemberProblem(IPropertySymbol property)
    {
        if (property.SetMethod is { IsInitOnly: true })
        {
            return "it can only be set when it is made, but a subscription is filled after that; write 'set' instead of 'init'";
        }

        if (property.HasAttribute(known.OneOfAttribute))
        {
            return "[OneOf] names two or more block classes that derive from the member's type, are marked [ProductBlock], and can be made without arguments; correct it";
        }

        var text = property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        if (property.Type is INamedTypeSymbol { TypeArguments: [var element] } list && KnownTypes.Is(list.OriginalDefinition, known.ListOfT))
        {
            return property.Type.NullableAnnotation == NullableAnnotation.Annotated ? "a list is empty, never null; write it without '?'"
                : element.NullableAnnotation == NullableAnnotation.Annotated ? "its elements cannot be null; write them without '?'"
                : isProduct && !known.IsProductBlock(element) ? "a fixed input is one value; put the list in a block"
                : FindBlockProblem(element) ?? MemberParser.FindEnumProblem(element) ?? $"'{text}' cannot be stored; {Storable}";
        }

        var scalar = property.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] } ? value : property.Type;
        return isProduct && FixedInputValues.IsNullable(property.Type) ? "a fixed input always has a value; write it without '?'"
            : FindBlockProblem(property.Type) ?? MemberParser.FindEnumProblem(scalar) ?? $"'{text}' cannot be stored; {Storable}";
    }

    private string? FindBlockProblem(ITypeSymbol type) =>
        !known.IsProductBlock(type) ? null
        : !type.HasAttribute(known.ProductBlockAttribute) ? $"'{type.Name}' is not marked; put [ProductBlock(\"...\")] on it"
        : $"'{type.Name}' cannot be created; give it an accessible constructor without parameters, and no required members";

    private string? FindRuleProblem(IPropertySymbol property, MemberModel model)
    {
        var (least, largest) = MemberParser.TextLengths(property, known);
        return least < 0 ? $"its least length is {least}; it cannot be below 0"
            : largest >= 0 && least > largest ? $"its least length {least} is above its largest {largest}"
            : FindRangeProblem(property)
            ?? (model.Variants.GroupBy(static variant => variant.Name, StringComparer.Ordinal).FirstOrDefault(static same => same.Skip(1).Any()) is { } twice
                ? $"[OneOf] names two classes of the block '{twice.Key}', which the database cannot tell apart; remove one"
                : FindRequiredFromProblem(property, model));
    }

    /// <summary>An attribute that is written on a member which it cannot limit, or that no one checks; null for none.</summary>
    public string? FindIneffective(IPropertySymbol property, MemberModel model)
    {
        var isText = model.Variants.Count == 0 && property.Type.SpecialType == SpecialType.System_String;
        var isList = model.Kind is MemberKind.Values or MemberKind.Blocks or MemberKind.Unions;
        return FindUncheckedAttribute(property)
            ?? (!isText && !isList && LengthAttributeOf(property) is { } length ? $"[{length}] has no effect on it; it limits text and lists"
            : property.HasAttribute(known.RangeAttribute) && (isList || RangeOf(property) is null) ? "[Range] cannot limit it; write the limits as numbers of the member's own kind, on a member that is a number"
            : property.HasAttribute(known.StringLengthAttribute) && !isText ? "[StringLength] has no effect on it; it limits text"
            : property.HasAttribute(known.OneOfAttribute) && model.Variants.Count == 0 ? "[OneOf] has no effect on it; it says which blocks a member may hold"
            : property.HasAttribute(known.RequiredFromAttribute) && model.RequiredFrom.Length == 0 ? "[RequiredFrom] has no effect on it, because it is never empty; write its type with '?', or remove the attribute"
            : null);
    }

    /// <summary>A name that its column has no room for; null for one that fits.</summary>
    public static string? FindNameProblem(MemberModel model)
    {
        var longest = model.Variants.Count > 0 ? LongestMember : LongestResourceType;
        return model.Key.Length > longest ? $"it is stored as a name of {model.Key.Length} characters, and may have {longest}; rename it" : null;
    }

    private string? FindRequiredFromProblem(IPropertySymbol property, MemberModel model)
    {
        if (model.RequiredFrom.Length == 0 || property.FindAttribute(known.RequiredFromAttribute) is not { } attribute)
        {
            return null;
        }

        var written = attribute.PositionalConstant(0) is { Value: { } value, Type: { } type }
            ? type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => value.Equals(field.ConstantValue))?.Name ?? value.ToString()
            : "";
        return written switch
        {
            "Provisioning" or "Active" => null,
            "Initial" or "Terminated" => $"nothing is required in {written.ToLowerInvariant()}; write [RequiredFrom] with Provisioning or Active",
            "Migrating" or "Disabled" => $"what {written.ToLowerInvariant()} requires, active requires too; write [RequiredFrom(SubscriptionLifecycle.Active)]",
            _ => $"'{written}' is not a lifecycle that it can name; write [RequiredFrom] with Provisioning or Active",
        };
    }

    /// <summary>What <c>Create</c> could not make.</summary>
    private string? FindCreationProblem(IPropertySymbol property, MemberModel model)
    {
        if (model.Kind == MemberKind.Union && Initializers.LeavesNull(property))
        {
            var names = string.Join("' or '", model.Variants.Select(static variant => variant.Name));
            return $"Create cannot know whether to make a '{names}'; write '= new ...' after it, or its type with '?' and [RequiredFrom(...)]";
        }

        return !isProduct && new RequiredBlocks(known).FindCircle(host, property) is { } circle
            ? $"a new '{host.Name}' would have a new one of its own in it, without end ({circle}); write its type with '?', or remove its least length"
            : null;
    }

    private string? FindRangeProblem(IPropertySymbol property) =>
        RangeOf(property) is { IsEmpty: true } range
            ? string.Format(
                CultureInfo.InvariantCulture,
                range.Least.Value > range.Largest.Value ? "its least value {0} is above its largest {1}" : "no value is between its least value {0} and its largest {1}",
                range.Least.Value,
                range.Largest.Value)
            : null;

    private NumberLimits? RangeOf(IPropertySymbol property) =>
        NumberLimits.Of(property, property.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] } ? value : property.Type, known);

    /// <summary>An attribute of the framework that asks for a check which nobody makes.</summary>
    private string? FindUncheckedAttribute(IPropertySymbol property)
    {
        foreach (var attribute in property.GetAttributes().Select(static attribute => attribute.AttributeClass))
        {
            // DataTypeAttribute itself only says how a value is shown. An author's own attribute may be checked by the author.
            if (attribute.IsOrDerivesFrom(known.ValidationAttribute)
                && SymbolEqualityComparer.Default.Equals(attribute!.ContainingNamespace, known.ValidationAttribute!.ContainingNamespace)
                && !IsRule(attribute)
                && attribute.Name != "DataTypeAttribute")
            {
                return attribute.Name == "RequiredAttribute"
                    ? "[Required] has no effect on it; write its type without '?', or [RequiredFrom(...)]"
                    : $"[{Short(attribute)}] is not checked; check the value in the form or in a step, and remove the attribute";
            }
        }

        return null;
    }

    private bool IsRule(INamedTypeSymbol attribute) =>
        KnownTypes.Is(attribute, known.LengthAttribute)
        || KnownTypes.Is(attribute, known.MinLengthAttribute)
        || KnownTypes.Is(attribute, known.MaxLengthAttribute)
        || KnownTypes.Is(attribute, known.StringLengthAttribute)
        || KnownTypes.Is(attribute, known.RangeAttribute)
        || KnownTypes.Is(attribute, known.RequiredFromAttribute)
        || KnownTypes.Is(attribute, known.OneOfAttribute);

    private string? LengthAttributeOf(IPropertySymbol property) =>
        property.HasAttribute(known.LengthAttribute) ? "Length"
        : property.HasAttribute(known.MinLengthAttribute) ? "MinLength"
        : property.HasAttribute(known.MaxLengthAttribute) ? "MaxLength"
        : null;

    private static string Short(INamedTypeSymbol attribute) =>
        attribute.Name.EndsWith("Attribute", StringComparison.Ordinal) ? attribute.Name.Substring(0, attribute.Name.Length - "Attribute".Length) : attribute.Name;
}
