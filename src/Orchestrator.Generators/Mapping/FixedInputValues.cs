using System.Globalization;
using System.Net;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Json;
using Orchestrator.Generators.Mapping.Members;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Mapping;

/// <summary>Says whether the text of a fixed input is a value of its property's type, as the runtime's codecs read it.</summary>
internal static class FixedInputValues
{
    /// <summary>True when the text can be read.</summary>
    public static bool CanBe(ITypeSymbol type, string text, CompilationReader reader) =>
        type.SpecialType switch
        {
            SpecialType.System_String => true,
            SpecialType.System_Boolean => bool.TryParse(text, out _),
            SpecialType.System_Int32 => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _),
            SpecialType.System_Int64 => long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _),
            SpecialType.System_Decimal => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out _),
            SpecialType.System_Double => double.TryParse(
                text,
                NumberStyles.Float | NumberStyles.AllowThousands,
                CultureInfo.InvariantCulture,
                out _
            ),
            _ when type.TypeKind == TypeKind.Enum => EnumTexts
                .Of(type)
                .Any(member => string.Equals(member.Text, text, StringComparison.OrdinalIgnoreCase)),
            _ when KnownSymbols.Is(type, reader.Known.Guid) => Guid.TryParse(text, out _),
            _ when KnownSymbols.Is(type, reader.Known.DateOnly) => DateTime.TryParseExact(
                text,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out _
            ),
            _ when KnownSymbols.Is(type, reader.Known.DateTimeOffset) => DateTimeOffset.TryParse(
                text,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out _
            ),
            _ when KnownSymbols.Is(type, reader.Known.IPAddress) => IPAddress.TryParse(text, out _),
            _ => throw new InvalidOperationException($"A fixed input is never a '{type.Name}'."),
        };

    /// <summary>Says which limit of its property a fixed input breaks; null for none.</summary>
    public static string? FindBrokenLimit(IPropertySymbol property, string text, CompilationReader reader)
    {
        if (property.Type.SpecialType == SpecialType.System_String)
        {
            var (least, largest) = MemberParser.TextLengths(property, reader.Known);
            return text.Length < least || (largest >= 0 && text.Length > largest)
                ? $"'{text}' has {text.Length} characters, which its limits do not allow"
                : null;
        }

        return
            NumberLimits.Of(property, property.Type, reader.Known) is { } limits
            && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && !limits.Allows(number)
            ? $"{text} is outside its [Range]"
            : null;
    }
}
