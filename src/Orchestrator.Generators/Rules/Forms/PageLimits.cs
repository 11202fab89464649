using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Mapping.Members;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Forms;

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
            var (least, largest) = MemberParser.TextLengths(stored, known);
            var (from, to) = MemberParser.TextLengths(asked, known);
            from = Math.Max(from, asked.GetAttributes().Any(IsRequired) ? 1 : 0);
            return from < least || (largest >= 0 && (to < 0 || to > largest))
                ? stored.FindAttribute(known.LengthAttribute)
                    ?? stored.FindAttribute(known.StringLengthAttribute)
                    ?? (
                        from < least && (largest < 0 || (to >= 0 && to <= largest)) ? stored.FindAttribute(known.MinLengthAttribute)
                        : from >= least ? stored.FindAttribute(known.MaxLengthAttribute)
                        : null
                    )
                : null;
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

    private static bool IsWider(NumberLimits page, NumberLimits member) =>
        page.Least.Value < member.Least.Value
        || page.Largest.Value > member.Largest.Value
        || (page.Least.Value == member.Least.Value && member.IsLeastExclusive && !page.IsLeastExclusive)
        || (page.Largest.Value == member.Largest.Value && member.IsLargestExclusive && !page.IsLargestExclusive);

    private static ITypeSymbol ValueOf(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] }
            ? value
            : type;

    // Choices, patterns and checks of an author's may leave nothing that the member refuses, and so may those of a parameter of the record.
    private bool IsComparable(IPropertySymbol asked) =>
        asked.GetAttributes().All(attribute => IsLimit(attribute) || IsDescription(attribute))
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
