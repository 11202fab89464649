using System.Globalization;

namespace Orchestrator.ExternalResources;

/// <summary>The text of a single value. Equal values have the same text, also if they are written differently.</summary>
internal static class CanonicalText
{
    /// <summary>The text of a value of a type whose equal values are not all written alike; null for any other type.</summary>
    internal static string? Find(object value) =>
        value switch
        {
            string text => text,
            decimal number => Write(number == 0 ? 0 : number / 1.0000000000000000000000000000m),
            double number => Write(number == 0 ? 0 : number),
            float number => Write(number == 0 ? 0 : number),
            Half number => Write(number == Half.Zero ? Half.Zero : number),
            DateTime time => Write(ValueComparer.InstantOf(time)),
            DateTimeOffset time => Write(time.UtcTicks),
            Enum name => name.ToString("D"),
            Uri address => ValueComparer.TextOf(address),
            _ => null,
        };

    private static string Write(IFormattable value) => value.ToString(format: null, CultureInfo.InvariantCulture);
}
