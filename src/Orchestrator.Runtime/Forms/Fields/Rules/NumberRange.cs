using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Orchestrator.Forms.Fields;

/// <summary>
/// The limits of a number: what <see cref="RangeAttribute"/> says, in whatever type they are written, unless the form says it.
/// </summary>
/// <param name="Minimum">The least number; null where none is too small.</param>
/// <param name="Maximum">The largest number; null where none is too large.</param>
internal sealed record NumberRange(NumberLimit? Minimum, NumberLimit? Maximum)
{
    /// <exception cref="IncorrectFormException">The limits are not numbers.</exception>
    internal static NumberRange Of(ValueRules rules)
    {
        var range = rules.Find<RangeAttribute>();
        return new(
            Find(rules.Limits?.Minimum) ?? (range is null ? null : NumberLimit.Of(range.Minimum, range.MinimumIsExclusive)),
            Find(rules.Limits?.Maximum) ?? (range is null ? null : NumberLimit.Of(range.Maximum, range.MaximumIsExclusive))
        );
    }

    private static NumberLimit? Find(object? limit) => limit is null ? null : NumberLimit.Of(limit, isExclusive: false);
}

/// <summary>One limit of a number.</summary>
/// <param name="Written">The limit as a number that JSON can hold.</param>
/// <param name="Value">The limit as a floating-point number.</param>
/// <param name="Exact">The limit as a decimal number; null when it is beyond what one can be.</param>
/// <param name="IsExclusive">True when the limit itself is outside.</param>
internal sealed record NumberLimit(object Written, double Value, decimal? Exact, bool IsExclusive)
{
    /// <summary>Reads a limit; null for one that no number can break.</summary>
    internal static NumberLimit? Of(object limit, bool isExclusive)
    {
        var text = Convert.ToString(limit, CultureInfo.InvariantCulture);
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            throw new IncorrectFormException($"[Range] of a number needs numbers, not '{text}'.");
        }

        decimal? exact = decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
        return !double.IsFinite(value) || Math.Abs(value) == double.MaxValue
            ? null
            : new(limit is int or double ? limit : exact ?? (object)value, value, exact, isExclusive);
    }

    /// <summary>True when a number is above a least number, or below a largest one.</summary>
    /// <param name="number">The number: a decimal or a double.</param>
    /// <param name="sign">1 for a least number, -1 for a largest one.</param>
    internal bool Allows(IConvertible number, int sign)
    {
        var compared =
            sign
            * (
                number is decimal precise
                    ? Exact is { } exact
                        ? precise.CompareTo(exact)
                        : -Math.Sign(Value)
                    : number.ToDouble(CultureInfo.InvariantCulture).CompareTo(Value)
            );
        return IsExclusive ? compared > 0 : compared >= 0;
    }

    public override string ToString() => Convert.ToString(Written, CultureInfo.InvariantCulture)!;
}
