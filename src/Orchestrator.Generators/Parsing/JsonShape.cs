using Microsoft.CodeAnalysis;

namespace Orchestrator.Generators.Parsing;

/// <summary>What a value is in JSON, as far as its type says for certain.</summary>
internal enum JsonShape
{
    /// <summary>The type does not say: it has a converter of its own, is an interface, or anything else.</summary>
    Unknown,

    Text,
    Number,
    Boolean,
    Array,
    Object,
}

/// <summary>Says what types become in the state, with the runtime's serializer options.</summary>
internal static class JsonShapes
{
    public static JsonShape Of(ITypeSymbol type)
    {
        if (type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
        {
            return Of(((INamedTypeSymbol)type).TypeArguments[0]);
        }

        return type.SpecialType switch
        {
            SpecialType.System_String or SpecialType.System_Char or SpecialType.System_DateTime => JsonShape.Text,
            SpecialType.System_Boolean => JsonShape.Boolean,
            SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Int32 or SpecialType.System_UInt32
                or SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal => JsonShape.Number,
            SpecialType.None => OfOther(type),
            _ => JsonShape.Unknown,
        };
    }

    private static JsonShape OfOther(ITypeSymbol type)
    {
        if (type.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "JsonConverterAttribute"))
        {
            return JsonShape.Unknown;
        }

        if (type.TypeKind == TypeKind.Enum)
        {
            return JsonShape.Text;
        }

        if (type is IArrayTypeSymbol array)
        {
            // Bytes are written as base64.
            return array.ElementType.SpecialType == SpecialType.System_Byte ? JsonShape.Text : JsonShape.Array;
        }

        return type is { ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true }, Name: "Guid" or "DateOnly" or "TimeOnly" or "DateTimeOffset" or "TimeSpan" or "Uri" } ? JsonShape.Text
            : type is INamedTypeSymbol { Name: "List" or "HashSet", ContainingNamespace: { Name: "Generic", ContainingNamespace.Name: "Collections" } } ? JsonShape.Array
            : type.IsRecord && !type.AllInterfaces.Any(static contract => contract.SpecialType == SpecialType.System_Collections_IEnumerable) ? JsonShape.Object
            : JsonShape.Unknown;
    }
}
