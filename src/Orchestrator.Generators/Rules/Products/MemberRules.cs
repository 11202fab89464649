using System.Globalization;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Mapping.Members;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Products;

/// <summary>
/// Says why a member of a product or block cannot be stored as it is written, or why something that is written on it has no effect.
/// </summary>
internal sealed class MemberRules(CompilationReader reader, INamedTypeSymbol host, bool isProduct)
{
    /// <summary>The longest name of a block's member in a relation, and of a resource type: the lengths of their columns.</summary>
    private const int MaxMemberLength = 255;
    private const int MaxResourceTypeLength = 510;

    /// <summary>Says what is wrong with a member that is stored; null for nothing.</summary>
    public string? FindProblem(IPropertySymbol property, MemberModel model) =>
        FindRuleProblem(property, model) ?? FindCreationProblem(property, model);

    /// <summary>The first attribute of a member that only counts where the member is declared; null for none.</summary>
    public string? FindIgnoredAttribute(IPropertySymbol property) =>
        property
            .GetAttributes()
            .Select(static attribute => attribute.AttributeClass)
            .FirstOrDefault(attribute =>
                attribute is not null
                && (
                    reader.Known.IsMemberRule(attribute)
                    || attribute.IsOrDerivesFrom(reader.Known.NotMappedAttribute)
                    || attribute.IsOrDerivesFrom(reader.Known.ValidationAttribute)
                )
            )
            is { } found
            ? Short(found)
            : null;

    private string? FindRuleProblem(IPropertySymbol property, MemberModel model)
    {
        var (least, largest) = MemberParser.TextLengths(property, reader.Known);
        return least < 0 ? $"its least length is {least}; it cannot be below 0"
            : largest >= 0 && least > largest ? $"its least length {least} is above its largest {largest}"
            : FindRangeProblem(property)
                ?? (
                    model
                        .Variants.GroupBy(static variant => variant.Name, StringComparer.Ordinal)
                        .FirstOrDefault(static same => same.Skip(1).Any())
                        is { } twice
                        ? $"[OneOf] names two classes of the block '{twice.Key}', which the database cannot tell apart; remove one"
                        : FindRequiredFromProblem(property, model)
                );
    }

    /// <summary>An attribute that is written on a member which it cannot limit, or that no one checks; null for none.</summary>
    public string? FindIneffective(IPropertySymbol property, MemberModel model)
    {
        var isText = model.Variants.Count == 0 && property.Type.SpecialType == SpecialType.System_String;
        var isList = model.Kind is MemberKind.Values or MemberKind.Blocks or MemberKind.Unions;
        return FindUncheckedAttribute(property)
            ?? (
                !isText && !isList && LengthAttributeOf(property) is { } length
                    ? $"[{length}] has no effect on it; it limits text and lists"
                : property.HasAttribute(reader.Known.RangeAttribute) && (isList || RangeOf(property) is null)
                    ? "[Range] cannot limit it; write the limits as numbers of the member's own kind, on a member that is a number"
                : property.HasAttribute(reader.Known.StringLengthAttribute) && !isText
                    ? "[StringLength] has no effect on it; it limits text"
                : property.HasAttribute(reader.Known.OneOfAttribute) && model.Variants.Count == 0
                    ? "[OneOf] has no effect on it; it says which blocks a member may hold"
                : property.HasAttribute(reader.Known.RequiredFromAttribute) && model.RequiredFrom is null
                    ? "[RequiredFrom] has no effect on it, because it is never empty; "
                        + (
                            model.Kind is MemberKind.Block or MemberKind.Union
                                ? "write its type with '?' and without '= new()' to let a step refer to a block of another subscription, "
                                    + "or remove the attribute from a block of its own"
                                : "write its type with '?', or remove the attribute"
                        )
                : property.HasAttribute(reader.Known.SubscriptionOfAttribute)
                    ? "[SubscriptionOf] has no effect on it, because pages only ask and check; write the type of the block that the other "
                        + "subscription has, with '?', to refer to it, or move the attribute to the page that asks for the id"
                : property.HasAttribute(reader.Known.SensitiveAttribute)
                    ? "[Sensitive] does not hide it: what a subscription stores is shown to everyone who may see the subscription; keep "
                        + "the secret in a store for secrets and the name of it here, or remove the attribute"
                : null
            );
    }

    /// <summary>A name that its column has no room for; null for one that fits.</summary>
    public static string? FindNameProblem(MemberModel model)
    {
        var longest = model.Variants.Count > 0 ? MaxMemberLength : MaxResourceTypeLength;
        return model.Key.Length > longest
            ? $"it is stored as a name of {model.Key.Length} characters, and may have {longest}; rename it"
            : null;
    }

    private string? FindRequiredFromProblem(IPropertySymbol property, MemberModel model)
    {
        if (model.RequiredFrom is null || property.FindAttribute(reader.Known.RequiredFromAttribute) is not { } attribute)
        {
            return null;
        }

        var written =
            attribute.PositionalConstant(0) is { Type: { } type } lifecycle && lifecycle.Scalar() is { } value
                ? type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => value.Equals(field.ConstantValue))?.Name
                    ?? value.ToString()
                : "";
        return written switch
        {
            "Provisioning" or "Active" => null,
            "Initial" or "Terminated" =>
                $"nothing is required in {written.ToLowerInvariant()}; write [RequiredFrom] with Provisioning or Active",
            "Migrating" or "Disabled" =>
                $"what {written.ToLowerInvariant()} requires, active requires too; write [RequiredFrom(SubscriptionLifecycle.Active)]",
            _ => $"'{written}' is not a lifecycle that it can name; write [RequiredFrom] with Provisioning or Active",
        };
    }

    /// <summary>What <c>Create</c> could not make.</summary>
    private string? FindCreationProblem(IPropertySymbol property, MemberModel model)
    {
        if (model.Kind == MemberKind.Union && Initializers.LeavesNull(property))
        {
            var names = string.Join("' or '", model.Variants.Select(static variant => variant.Name));
            return $"Create cannot know whether to make a '{names}'; write '= new ...' after it, or its type with '?' and "
                + "[RequiredFrom(...)]";
        }

        return !isProduct && new RequiredBlocks(reader).FindCircle(host, property) is { } circle
            ? $"a new '{host.Name}' would have a new one of its own in it, without end ({circle}); write its type with '?', or remove "
                + "its least length"
            : null;
    }

    private string? FindRangeProblem(IPropertySymbol property) =>
        RangeOf(property) is { IsEmpty: true } range
            ? string.Format(
                CultureInfo.InvariantCulture,
                range.Least.Value > range.Largest.Value
                    ? "its least value {0} is above its largest {1}"
                    : "no value is between its least value {0} and its largest {1}",
                range.Least.Value,
                range.Largest.Value
            )
            : null;

    private NumberLimits? RangeOf(IPropertySymbol property) =>
        NumberLimits.Of(
            property,
            property.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] }
                ? value
                : property.Type,
            reader.Known
        );

    /// <summary>An attribute of the framework that asks for a check which no one makes.</summary>
    private string? FindUncheckedAttribute(IPropertySymbol property)
    {
        foreach (var attribute in property.GetAttributes().Select(static attribute => attribute.AttributeClass))
        {
            if (FindRuleAbove(attribute) is { } rule)
            {
                return $"[{Short(attribute!)}] derives from [{Short(rule)}], and the limits that a derived class sets in its constructor "
                    + $"are not read; write [{Short(rule)}(...)]";
            }

            // DataTypeAttribute itself only says how a value is shown. An author's own attribute may be checked by the author.
            if (
                attribute.IsOrDerivesFrom(reader.Known.ValidationAttribute)
                && SymbolEqualityComparer.Default.Equals(
                    attribute!.ContainingNamespace,
                    reader.Known.ValidationAttribute!.ContainingNamespace
                )
                && !reader.Known.IsMemberRule(attribute)
                && attribute.Name != "DataTypeAttribute"
            )
            {
                return attribute.Name == "RequiredAttribute"
                    ? "[Required] has no effect on it; write its type without '?', or [RequiredFrom(...)]"
                    : $"[{Short(attribute)}] is not checked; check the value in the form or in a step, and remove the attribute";
            }
        }

        return null;
    }

    /// <summary>The attribute that is checked, of a class that only derives from one; null for any other.</summary>
    private INamedTypeSymbol? FindRuleAbove(INamedTypeSymbol? attribute)
    {
        for (var current = attribute?.BaseType; current is not null; current = current.BaseType)
        {
            if (reader.Known.IsMemberRule(current))
            {
                return current;
            }
        }

        return null;
    }

    private string? LengthAttributeOf(IPropertySymbol property) =>
        property.HasAttribute(reader.Known.LengthAttribute) ? "Length"
        : property.HasAttribute(reader.Known.MinLengthAttribute) ? "MinLength"
        : property.HasAttribute(reader.Known.MaxLengthAttribute) ? "MaxLength"
        : null;

    private static string Short(INamedTypeSymbol attribute) =>
        attribute.Name.EndsWith("Attribute", StringComparison.Ordinal)
            ? attribute.Name.Substring(0, attribute.Name.Length - "Attribute".Length)
            : attribute.Name;
}
