using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Mapping.Members;

/// <summary>Compares constants with what the attributes of a property allow.</summary>
internal static class MemberLimits
{
    /// <summary>The attribute of a property that refuses a value, as a message names it; null where none does.</summary>
    public static string? FindRefusing(IPropertySymbol property, object value, KnownSymbols known)
    {
        if (value is string text)
        {
            var (least, largest) = MemberParser.TextLengths(property, known);
            return text.Length < least || (largest >= 0 && text.Length > largest)
                ? Write(
                    property.FindAttribute(known.LengthAttribute)
                        ?? property.FindAttribute(known.StringLengthAttribute)
                        ?? property.FindAttribute(text.Length < least ? known.MinLengthAttribute : known.MaxLengthAttribute)
                )
                : null;
        }

        var type = property.Type
            is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var number] }
            ? number
            : property.Type;
        return
            value is int or long or double or decimal && NumberLimits.Of(property, type, known) is { } limits && !IsAllowed(limits, value)
            ? Write(property.FindAttribute(known.RangeAttribute))
            : null;
    }

    /// <summary>A constant as it is written in C#.</summary>
    public static string Write(object value) =>
        value is string text ? SymbolDisplay.FormatLiteral(text, quote: true) : Convert.ToString(value, CultureInfo.InvariantCulture);

    // Not a number is outside of all limits.
    private static bool IsAllowed(NumberLimits limits, object value) =>
        value is decimal exact
            ? limits.Allows(exact)
            : Convert.ToDouble(value, CultureInfo.InvariantCulture) is var number
                && (limits.IsLeastExclusive ? number > limits.Least.Value : number >= limits.Least.Value)
                && (limits.IsLargestExclusive ? number < limits.Largest.Value : number <= limits.Largest.Value);

    private static string? Write(AttributeData? attribute) =>
        attribute is null ? null
        : attribute.ApplicationSyntaxReference is { } written ? $"[{written.GetSyntax()}]"
        : $"[{attribute.AttributeClass?.Name.Replace("Attribute", "")}]";
}
