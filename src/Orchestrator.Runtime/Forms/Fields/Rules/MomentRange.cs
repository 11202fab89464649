using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;

namespace Orchestrator.Forms.Fields;

/// <summary>The limits of a day or a time.</summary>
/// <typeparam name="T"><see cref="DateOnly"/> or <see cref="DateTimeOffset"/>.</typeparam>
/// <param name="Minimum">The first; null where none is too early.</param>
/// <param name="Maximum">The last; null where none is too late.</param>
internal readonly record struct MomentRange<T>(T? Minimum, T? Maximum)
    where T : struct, ISpanParsable<T>, IComparable<T>
{
    /// <summary>What <see cref="RangeAttribute"/> says, unless the form says it.</summary>
    internal static MomentRange<T> Of(ValueRules rules)
    {
        var range = rules.Find<RangeAttribute>();
        return new((T?)rules.Limits?.Minimum ?? Read(range?.Minimum), (T?)rules.Limits?.Maximum ?? Read(range?.Maximum));
    }

    /// <summary>What is wrong with a value; null when it is within.</summary>
    internal FormError? Check(T value, JsonElement posted, IReadOnlyList<object> location) =>
        Minimum is { } least && value.CompareTo(least) < 0
            ? FormErrors.WithLimit(
                location,
                posted,
                "greater_than_equal",
                $"Input should be greater than or equal to {Write(least)}",
                "ge",
                Write(least)
            )
        : Maximum is { } most && value.CompareTo(most) > 0
            ? FormErrors.WithLimit(
                location,
                posted,
                "less_than_equal",
                $"Input should be less than or equal to {Write(most)}",
                "le",
                Write(most)
            )
        : null;

    // The attribute has converted its limits when it has been asked once, and has texts before.
    private static T? Read(object? limit) =>
        limit is null ? null
        : limit is T value ? value
        : T.Parse(Convert.ToString(limit, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string Write(T value) => JsonSerializer.SerializeToElement(value).GetString()!;
}
