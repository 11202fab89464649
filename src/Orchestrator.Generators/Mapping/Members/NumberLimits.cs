using System.Globalization;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Mapping.Members;

/// <summary>The limits that <c>[Range]</c> puts on a number, in the number's own type.</summary>
/// <param name="Least">The least value; one that no number breaks is the type's own.</param>
/// <param name="Largest">The largest value.</param>
/// <param name="IsLeastExclusive">True when the least value itself is outside.</param>
/// <param name="IsLargestExclusive">True when the largest value itself is outside.</param>
internal sealed record NumberLimits(NumberLimit Least, NumberLimit Largest, bool IsLeastExclusive, bool IsLargestExclusive)
{
    /// <summary>True when no number is within the limits.</summary>
    public bool IsEmpty => Least.Value > Largest.Value || (Least.Value == Largest.Value && (IsLeastExclusive || IsLargestExclusive));

    /// <summary>Reads the attribute of a property; null when there is none, or when its limits are not of the number's type.</summary>
    public static NumberLimits? Of(IPropertySymbol property, ITypeSymbol type, KnownSymbols known) =>
        property.FindAttribute(known.RangeAttribute) is { } range
        && range.ConstructorArguments is [.., var least, var largest]
        && NumberLimit.TryRead(least.Scalar(), type.SpecialType) is { } from
        && NumberLimit.TryRead(largest.Scalar(), type.SpecialType) is { } to
            ? new(from, to, range.NamedValue("MinimumIsExclusive") is true, range.NamedValue("MaximumIsExclusive") is true)
            : null;

    /// <summary>True for a number within the limits.</summary>
    public bool Allows(decimal number)
    {
        var value = (double)number;
        return (IsLeastExclusive ? value > Least.Value : value >= Least.Value)
            && (IsLargestExclusive ? value < Largest.Value : value <= Largest.Value);
    }
}

/// <summary>One limit.</summary>
/// <param name="Value">The limit.</param>
/// <param name="Number">The limit as it is written: in the type of the number, or whole where the type is <c>double</c>.</param>
internal sealed record NumberLimit(double Value, object Number)
{
    /// <summary>Reads a limit for a type; null when the type has no such number.</summary>
    public static NumberLimit? TryRead(object? limit, SpecialType type)
    {
        var text = limit is IFormattable number
            ? number.ToString(limit is double ? "R" : null, CultureInfo.InvariantCulture)
            : limit as string;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || double.IsNaN(value))
        {
            return null;
        }

        return type switch
        {
            SpecialType.System_Int32 => Whole(text!, value, int.MinValue, int.MaxValue, static whole => (int)whole),
            SpecialType.System_Int64 => Whole(text!, value, long.MinValue, long.MaxValue, static whole => (long)whole),
            SpecialType.System_Decimal => new(value, Clamp(text!, value, decimal.MinValue, decimal.MaxValue)),
            SpecialType.System_Double => new(value, limit as int? ?? (object)value),
            _ => null,
        };
    }

    // 0.5 is not a limit of whole numbers: whether it is meant to be 0 or 1, the author says.
    private static NumberLimit? Whole(string text, double value, decimal least, decimal largest, Func<decimal, object> convert)
    {
        var whole = Clamp(text, value, least, largest);
        return whole == decimal.Truncate(whole) ? new(value, convert(whole)) : null;
    }

    // double.MaxValue is written where no limit is meant.
    private static decimal Clamp(string text, double value, decimal least, decimal largest) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) ? Math.Min(Math.Max(exact, least), largest)
        : value > 0 ? largest
        : least;
}
