using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Orchestrator.Generators.CSharp;

/// <summary>Writes constants as C#, the same in every culture.</summary>
internal static class Literals
{
    public static string Text(string value) => SymbolDisplay.FormatLiteral(value, quote: true);

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Number(double value) => Primitive(value);

    public static string Number(decimal value) => Primitive(value);

    /// <summary>Writes a constant of a type; <c>default</c> where the type has no literal for it.</summary>
    public static string Constant(object? value, ITypeSymbol type)
    {
        if (value is null)
        {
            return type.IsReferenceType ? type.NullableAnnotation == NullableAnnotation.Annotated ? "null" : "null!" : "default";
        }

        var bare = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] } ? inner : type;
        return bare.TypeKind == TypeKind.Enum ? Enumeration(value, bare) : Primitive(value);
    }

    /// <summary>Writes an enumeration value by its member, or as a cast where no member has it.</summary>
    public static string Enumeration(object value, ITypeSymbol type)
    {
        var name = type.ToDisplayString(SymbolFormats.Type);
        var member = type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => field.HasConstantValue && value.Equals(field.ConstantValue));
        return member is null ? $"({name})({Primitive(value)})" : $"{name}.{SymbolFormats.Escape(member.Name)}";
    }

    private static string Primitive(object value) => value switch
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
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => "default",
    };
}
