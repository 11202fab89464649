using System.Globalization;
using System.Net;
using Microsoft.CodeAnalysis;

namespace Orchestrator.Generators.Parsing;

/// <summary>Says whether the text of a fixed input is a value of its property's type, as the runtime's codecs read it.</summary>
internal static class FixedInputValues
{
    /// <summary>True when the text can be read, and for a type that this does not know.</summary>
    public static bool CanBe(ITypeSymbol type, string text) => type.SpecialType switch
    {
        SpecialType.System_Boolean => bool.TryParse(text, out _),
        SpecialType.System_Int32 => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _),
        SpecialType.System_Int64 => long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _),
        SpecialType.System_Decimal => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out _),
        SpecialType.System_Double => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        SpecialType.None when type.TypeKind == TypeKind.Enum => type.GetMembers().OfType<IFieldSymbol>().Any(member => string.Equals(SnakeCase.Convert(member.Name), text, StringComparison.OrdinalIgnoreCase)),
        SpecialType.None when type.Name == "Guid" => Guid.TryParse(text, out _),
        SpecialType.None when type.Name == "IPAddress" => IPAddress.TryParse(text, out _),
        _ => true,
    };

    /// <summary>True for a type written with a question mark.</summary>
    public static bool IsNullable(ITypeSymbol type) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T || type.NullableAnnotation == NullableAnnotation.Annotated;
}
