using Microsoft.CodeAnalysis;

namespace Orchestrator.Generators.Json;

/// <summary>What a value is in JSON, as far as its type says for certain.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Element">What its elements are, of an array.</param>
internal sealed record JsonShape(JsonKind Kind, JsonKind Element = JsonKind.Unknown)
{
    public static JsonShape Unknown { get; } = new(JsonKind.Unknown);

    public static JsonShape Text { get; } = new(JsonKind.Text);

    public static JsonShape Guid { get; } = new(JsonKind.Guid);

    public static JsonShape Number { get; } = new(JsonKind.Number);

    public static JsonShape Object { get; } = new(JsonKind.Object);

    /// <summary>Reads what <see cref="ToString"/> wrote; what a later version wrote may be anything.</summary>
    public static JsonShape Parse(string text)
    {
        var open = text.IndexOf('<');
        return open < 0 ? new(KindOf(text)) : new(KindOf(text.Substring(0, open)), KindOf(text.Substring(open + 1).TrimEnd('>')));

        static JsonKind KindOf(string name) => Enum.TryParse<JsonKind>(name, out var kind) ? kind : JsonKind.Unknown;
    }

    /// <summary>What a type becomes in the state, with the runtime's serializer options.</summary>
    public static JsonShape Of(ITypeSymbol type, JsonConverters converters)
    {
        var kind = KindOf(type, converters);
        return kind != JsonKind.Array
            ? new(kind)
            : new(
                kind,
                type switch
                {
                    IArrayTypeSymbol array => KindOf(array.ElementType, converters),
                    INamedTypeSymbol { TypeArguments: [var element] } => KindOf(element, converters),
                    _ => JsonKind.Unknown,
                }
            );
    }

    /// <summary>
    /// True when no value of a shape can be read as one of this shape. An empty array can always be, but no one means that.
    /// </summary>
    public bool Refuses(JsonShape given) =>
        Refuses(Kind, given.Kind) || (Kind == JsonKind.Array && given.Kind == JsonKind.Array && Refuses(Element, given.Element));

    /// <inheritdoc/>
    public override string ToString() => Element == JsonKind.Unknown ? Kind.ToString() : $"{Kind}<{Element}>";

    // A number with a fraction may have none, a text may be anything, a date is also the beginning of its day, and a time of day also a
    // duration.
    private static bool Refuses(JsonKind needs, JsonKind has) =>
        needs != JsonKind.Unknown
        && has != JsonKind.Unknown
        && (
            IsText(needs) && IsText(has)
                ? needs != has
                    && needs != JsonKind.Text
                    && has != JsonKind.Text
                    && (has, needs)
                        is not (

                            (JsonKind.Date, JsonKind.DateTime)
                            or
                            (JsonKind.Time, JsonKind.Duration)
                            or
                            (JsonKind.Duration, JsonKind.Time)
                        )
                : needs != has
        );

    private static bool IsText(JsonKind kind) =>
        kind is JsonKind.Text or JsonKind.Guid or JsonKind.Date or JsonKind.DateTime or JsonKind.Time or JsonKind.Duration;

    private static JsonKind KindOf(ITypeSymbol type, JsonConverters converters)
    {
        if (type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
        {
            return KindOf(((INamedTypeSymbol)type).TypeArguments[0], converters);
        }

        if (converters.MayConvert(type))
        {
            return JsonKind.Unknown;
        }

        return type.SpecialType switch
        {
            SpecialType.System_String or SpecialType.System_Char => JsonKind.Text,
            SpecialType.System_DateTime => JsonKind.DateTime,
            SpecialType.System_Boolean => JsonKind.Boolean,
            var special when special.IsNumber() => JsonKind.Number,
            SpecialType.None => KindOfOther(type),
            _ => JsonKind.Unknown,
        };
    }

    private static JsonKind KindOfOther(ITypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Enum)
        {
            return JsonKind.Text;
        }

        if (type is IArrayTypeSymbol array)
        {
            // Bytes are written as base64.
            return array.ElementType.SpecialType == SpecialType.System_Byte ? JsonKind.Text : JsonKind.Array;
        }

        if (type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true })
        {
            return type.Name switch
            {
                "Guid" => JsonKind.Guid,
                "DateOnly" => JsonKind.Date,
                "DateTimeOffset" => JsonKind.DateTime,
                "TimeOnly" => JsonKind.Time,
                "TimeSpan" => JsonKind.Duration,
                "Uri" => JsonKind.Text,
                _ => JsonKind.Unknown,
            };
        }

        return type
                is INamedTypeSymbol
                {
                    Name: "List" or "HashSet",
                    ContainingNamespace: { Name: "Generic", ContainingNamespace.Name: "Collections" }
                }
                ? JsonKind.Array
            : type.IsRecord
            && !IsSingleValue(type)
            && !type.AllInterfaces.Any(static contract => contract.SpecialType == SpecialType.System_Collections_IEnumerable)
                ? JsonKind.Object
            : JsonKind.Unknown;
    }

    // A strongly typed id is a record of one value, and an application's converter, which nothing here may show, writes it as that value.
    private static bool IsSingleValue(ITypeSymbol type) =>
        type.GetMembers().Count(static member => member is IPropertySymbol { IsStatic: false, DeclaredAccessibility: Accessibility.Public })
        < 2;
}
