using System.ComponentModel;
using System.Globalization;

namespace Orchestrator.Products.Mapping;

/// <summary>
/// The limits that the attributes of a member put on its values. Emitted code calls it. A value outside is refused when it is saved and
/// when a lifecycle is reached.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ValueLimits
{
    /// <summary>Limits the length of a text.</summary>
    /// <param name="codec">The text's codec.</param>
    /// <param name="minimum">The least number of characters.</param>
    /// <param name="maximum">The largest number of characters.</param>
    /// <returns>A codec with that limit.</returns>
    public static ValueCodec<string> WithLength(ValueCodec<string> codec, int minimum, int maximum = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(codec);
        return codec with
        {
            FindProblem = value =>
                value.Length >= minimum && value.Length <= maximum
                    ? null
                    : $"has {value.Length} characters, not {Span(minimum, maximum == int.MaxValue ? "any number" : maximum)}",
        };
    }

    /// <summary>Limits a number.</summary>
    /// <typeparam name="T">The number's type.</typeparam>
    /// <param name="codec">The number's codec.</param>
    /// <param name="minimum">The least value.</param>
    /// <param name="maximum">The largest value.</param>
    /// <param name="isMinimumExclusive">True when <paramref name="minimum"/> itself is outside.</param>
    /// <param name="isMaximumExclusive">True when <paramref name="maximum"/> itself is outside.</param>
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
        return codec with
        {
            FindProblem = value =>
                (isMinimumExclusive ? value.CompareTo(minimum) > 0 : value.CompareTo(minimum) >= 0)
                && (isMaximumExclusive ? value.CompareTo(maximum) < 0 : value.CompareTo(maximum) <= 0)
                    ? null
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"is {value}, not {(isMinimumExclusive ? "above " : "")}{minimum} to "
                            + $"{(isMaximumExclusive ? "below " : "")}{maximum}"
                    ),
        };
    }

    private static string Span(object minimum, object maximum) => string.Create(CultureInfo.InvariantCulture, $"{minimum} to {maximum}");
}
