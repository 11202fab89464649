using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace Orchestrator.Generators.CSharp;

/// <summary>Writes constants as C#, the same in every culture.</summary>
internal static class Literals
{
    public static string Text(string value) => SymbolDisplay.FormatLiteral(value, quote: true);

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Writes a number with the suffix of its type.</summary>
    public static string Number(object value) => Primitive(value);

    public static string Constant(ConstantModel constant) =>
        constant.Kind switch
        {
            ConstantKind.Null => "null",
            ConstantKind.NullOfNonNullable => "null!",
            ConstantKind.EnumMember => $"{constant.Type}.{constant.Member}",
            ConstantKind.EnumValue => $"({constant.Type})({Primitive(constant.Value!)})",
            ConstantKind.Type => $"typeof({constant.Type})",
            ConstantKind.Primitive => Primitive(constant.Value!),
            _ => "default",
        };

    private static string Primitive(object value) =>
        value switch
        {
            string text => Text(text),
            char character => SymbolDisplay.FormatLiteral(character, quote: true),
            bool flag => flag ? "true" : "false",
            double number when double.IsNaN(number) => "double.NaN",
            double number when double.IsInfinity(number) => number > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity",
            double number => number.ToString("R", CultureInfo.InvariantCulture) + "D",
            float number when float.IsNaN(number) => "float.NaN",
            float number when float.IsInfinity(number) => number > 0 ? "float.PositiveInfinity" : "float.NegativeInfinity",
            float number => number.ToString("R", CultureInfo.InvariantCulture) + "F",
            decimal number => number.ToString(CultureInfo.InvariantCulture) + "M",
            uint number => number.ToString(CultureInfo.InvariantCulture) + "U",
            long number => number.ToString(CultureInfo.InvariantCulture) + "L",
            ulong number => number.ToString(CultureInfo.InvariantCulture) + "UL",
            DateTime time => $"new global::System.DateTime({time.Ticks.ToString(CultureInfo.InvariantCulture)}L)",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => "default",
        };
}
