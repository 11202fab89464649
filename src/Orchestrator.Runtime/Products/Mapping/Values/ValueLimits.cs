using System.ComponentModel;
using System.Globalization;

namespace Orchestrator.Products.Mapping;

/// <summary>
/// The limits that attributes of a member define for its values. Emitted code calls it. A value outside the limits is rejected when it is
/// saved and when a lifecycle is set.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ValueLimits
{
    /// <summary>Limits the length of a string.</summary>
    /// <param name="codec">The codec of the string.</param>
    /// <param name="minimum">The minimum number of characters.</param>
    /// <param name="maximum">The maximum number of characters.</param>
    /// <returns>A codec with that limit.</returns>
    public static ValueCodec<string> WithLength(ValueCodec<string> codec, int minimum, int maximum = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(codec);
        return codec.WithLimits(value =>
            value.Length >= minimum && value.Length <= maximum
                ? null
                : $"has {value.Length} characters, not {Span(minimum, maximum == int.MaxValue ? "any number" : maximum)}"
        );
    }

    /// <summary>Limits a number.</summary>
    /// <typeparam name="T">The number's type.</typeparam>
    /// <param name="codec">The number's codec.</param>
    /// <param name="minimum">The minimum value.</param>
    /// <param name="maximum">The maximum value.</param>
    /// <param name="isMinimumExclusive">True if <paramref name="minimum"/> itself is excluded.</param>
    /// <param name="isMaximumExclusive">True if <paramref name="maximum"/> itself is excluded.</param>
    /// <returns>A codec with that limit.</returns>
    public static ValueCodec<T> WithRange<T>(
        ValueCodec<T> codec,
        T minimum,
        T maximum,
        bool isMinimumExclusive = false,
        bool isMaximumExclusive = false
    )
        where T : struct, IComparable<T>
    {
        ArgumentNullException.ThrowIfNull(codec);
        return codec.WithLimits(value =>
            (isMinimumExclusive ? value.CompareTo(minimum) > 0 : value.CompareTo(minimum) >= 0)
            && (isMaximumExclusive ? value.CompareTo(maximum) < 0 : value.CompareTo(maximum) <= 0)
                ? null
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"is {value}, not {(isMinimumExclusive ? "above " : "")}{minimum} to "
                        + $"{(isMaximumExclusive ? "below " : "")}{maximum}"
                )
        );
    }

    private static string Span(object minimum, object maximum) => string.Create(CultureInfo.InvariantCulture, $"{minimum} to {maximum}");
}
