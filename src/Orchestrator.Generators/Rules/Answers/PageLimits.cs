using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Mapping.Members;
using Orchestrator.Generators.Rules.Forms;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Answers;

/// <summary>Compares what a page accepts with what a member of a product or block may hold.</summary>
internal sealed class PageLimits(KnownSymbols known)
{
    /// <summary>
    /// The attribute of a member that limits it more than the page does; null where none does, or where the page has checks that cannot be
    /// compared with it.
    /// </summary>
    public AttributeData? FindTighter(IPropertySymbol asked, IPropertySymbol stored)
    {
        var (page, member) = (ValueOf(asked.Type), ValueOf(stored.Type));
        if (page.SpecialType != member.SpecialType || !IsComparable(asked))
        {
            return null;
        }

        if (page.SpecialType == SpecialType.System_String)
        {
            var (from, to) = MemberParser.TextLengths(asked, known);
            from = Math.Max(from, asked.GetAttributes().Any(IsRequired) ? 1 : 0);
            return FindTighterLength(stored, MemberParser.TextLengths(stored, known), (from, to));
        }

        if (PageFields.ItemOf(page) is { } item)
        {
            return PageFields.ItemOf(member) is null
                ? null
                : FindTighterLength(
                    stored,
                    (MemberParser.Minimum(stored, known), MemberParser.Maximum(stored, known)),
                    (MemberParser.Minimum(asked, known), LargestOf(asked, page, item))
                );
        }

        return
            NumberLimits.Of(stored, member, known) is { } limits
            && (
                NumberLimits.Of(asked, page, known) is not { } accepted
                    ? !asked.HasAttribute(known.RangeAttribute)
                    : IsWider(accepted, limits)
            )
            ? stored.FindAttribute(known.RangeAttribute)
            : null;
    }

    /// <summary>True when a page limits a property by an attribute of the class of another one, so that it has to be changed.</summary>
    public static bool IsLimitedBy(IPropertySymbol asked, AttributeData limit) => asked.HasAttribute(limit.AttributeClass);

    private AttributeData? FindTighterLength(IPropertySymbol stored, (int Least, int Largest) limit, (int Least, int Largest) accepted)
    {
        var isTooSmall = accepted.Least < limit.Least;
        var isTooLarge = limit.Largest >= 0 && (accepted.Largest < 0 || accepted.Largest > limit.Largest);
        return !isTooSmall && !isTooLarge
            ? null
            : stored.FindAttribute(known.LengthAttribute)
                ?? stored.FindAttribute(known.StringLengthAttribute)
                ?? stored.FindAttribute(isTooSmall ? known.MinLengthAttribute : known.MaxLengthAttribute);
    }

    /// <summary>The largest number of items that a page accepts in a list; -1 for any number.</summary>
    private int LargestOf(IPropertySymbol asked, ITypeSymbol list, ITypeSymbol item)
    {
        var largest = MemberParser.Maximum(asked, known);

        // One choice can be sent several times, unless nothing may be twice in the list.
        if (!asked.HasAttribute(known.UniqueItemsAttribute) && !list.AllInterfaces.Append(list).Any(IsSet))
        {
            return largest;
        }

        // Only the form knows how many choices it offers, so nothing is said of them.
        return IsChosen(asked) ? 0
            : item.TypeKind == TypeKind.Enum && item.GetMembers().OfType<IFieldSymbol>().Count() is var members
                ? largest < 0 ? members
                    : Math.Min(members, largest)
            : largest;
    }

    private static bool IsSet(ITypeSymbol type) => type.Name is "ISet" or "IReadOnlySet";

    private static bool IsWider(NumberLimits page, NumberLimits member) =>
        page.Least.Value < member.Least.Value
        || page.Largest.Value > member.Largest.Value
        || (page.Least.Value == member.Least.Value && member.IsLeastExclusive && !page.IsLeastExclusive)
        || (page.Largest.Value == member.Largest.Value && member.IsLargestExclusive && !page.IsLargestExclusive);

    private static ITypeSymbol ValueOf(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] }
            ? value
            : type;

    private static bool IsList(IPropertySymbol asked) =>
        asked.Type.SpecialType != SpecialType.System_String && PageFields.ItemOf(asked.Type) is not null;

    // What can be chosen says nothing of how many of them.
    private bool IsChoice(AttributeData attribute) =>
        KnownSymbols.Is(attribute.AttributeClass, known.ChooseFromAttribute)
        || KnownSymbols.Is(attribute.AttributeClass, known.SubscriptionOfAttribute)
        || KnownSymbols.Is(attribute.AttributeClass, known.UniqueItemsAttribute);

    private bool IsChosen(IPropertySymbol asked) =>
        asked.HasAttribute(known.ChooseFromAttribute) || asked.HasAttribute(known.SubscriptionOfAttribute);

    // Choices, patterns and checks of an author's may leave nothing that the member refuses, and so may those of a parameter of the record.
    private bool IsComparable(IPropertySymbol asked) =>
        asked.GetAttributes().All(attribute => IsLimit(attribute) || IsDescription(attribute) || (IsChoice(attribute) && IsList(asked)))
        && !asked.ContainingType.AllInterfaces.Any(static contract => contract.Name == "IValidatableObject")
        && !asked
            .ContainingType.InstanceConstructors.SelectMany(static constructor => constructor.Parameters)
            .Any(parameter => string.Equals(parameter.Name, asked.Name, StringComparison.OrdinalIgnoreCase));

    private bool IsLimit(AttributeData attribute) =>
        ImmutableArray
            .Create(
                known.LengthAttribute,
                known.StringLengthAttribute,
                known.MinLengthAttribute,
                known.MaxLengthAttribute,
                known.RangeAttribute
            )
            .Any(limit => KnownSymbols.Is(attribute.AttributeClass, limit)) || IsRequired(attribute);

    private static bool IsRequired(AttributeData attribute) => attribute.AttributeClass?.Name == "RequiredAttribute";

    private static bool IsDescription(AttributeData attribute) =>
        attribute.AttributeClass?.Name
            is "DisplayAttribute"
                or "DisplayNameAttribute"
                or "DescriptionAttribute"
                or "JsonPropertyNameAttribute"
                or "DataTypeAttribute"
                or "SensitiveAttribute"
                or "FieldFormatAttribute"
                or "FieldOptionAttribute"
                or "NullableAttribute"
                or "RequiredMemberAttribute";
}
