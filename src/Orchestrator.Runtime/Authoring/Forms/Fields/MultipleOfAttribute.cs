using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Orchestrator;

/// <summary>The field is a multiple of a number.</summary>
/// <param name="divisor">The number, larger than 0.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class MultipleOfAttribute(double divisor)
    : ValidationAttribute("{0} is not a multiple of " + divisor.ToString(CultureInfo.InvariantCulture))
{
    /// <summary>The number.</summary>
    public double Divisor { get; } = divisor;

    /// <inheritdoc/>
    public override bool IsValid(object? value) =>
        value switch
        {
            null => true,
            double or float => Divides(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
            IConvertible number => number.ToDecimal(CultureInfo.InvariantCulture) % (decimal)Divisor == 0,
            _ => false,
        };

    // 0.3 is a multiple of 0.1 to everyone but a floating-point number.
    private bool Divides(double number)
    {
        var quotient = number / Divisor;
        return Math.Abs(quotient - Math.Round(quotient)) <= 1e-9 * Math.Max(1, Math.Abs(quotient));
    }
}
