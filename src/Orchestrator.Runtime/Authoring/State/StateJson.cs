using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Orchestrator;

/// <summary>
/// Defines how state is written as JSON: snake_case names, enums as strings, and every written value can be read again without loss.
/// </summary>
public static class StateJson
{
    /// <summary>
    /// The options. Before the first use, an application can insert a source-generated context at the beginning of <see
    /// cref="JsonSerializerOptions.TypeInfoResolverChain"/>, so that its own types do not need reflection.
    /// </summary>
    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.Web)
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            DictionaryKeyPolicy = null,
            NumberHandling = JsonNumberHandling.Strict,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,

            // A tuple has nothing but fields.
            IncludeFields = true,

            // A member that is missing or null is an error, not a 0 that no one gave.
            RespectRequiredConstructorParameters = true,
            RespectNullableAnnotations = true,

            // A database may keep the members of an object in an order of its own.
            AllowOutOfOrderMetadataProperties = true,
            Converters =
            {
                new EnumConverter(),
                new TextConverter<IPAddress>(),
                new TextConverter<IPNetwork>(),
                new TextConverter<nint>(),
                new TextConverter<nuint>(),
            },
            TypeInfoResolverChain = { new DefaultJsonTypeInfoResolver { Modifiers = { RequireWhatIsNeverNull, LeaveOutElements } } },
        };

    internal static T Read<T>(string key, JsonElement element)
    {
        try
        {
            return element.Deserialize<T>(Options)!;
        }
        catch (Exception exception)
            when (exception is JsonException or FormatException or InvalidOperationException or NotSupportedException)
        {
            throw StateException.NotConvertible(key, typeof(T), element, exception, FindTexts(typeof(T), element, exception));
        }
    }

    /// <summary>What a text could have been, of an enumeration that is written as the state writes it; null for any other type.</summary>
    private static string? FindTexts(Type type, JsonElement element, Exception failure)
    {
        var enumeration = Nullable.GetUnderlyingType(type) ?? type;

        // Another failure is about the enumeration itself.
        return
            failure is JsonException
            && enumeration.IsEnum
            && element.ValueKind == JsonValueKind.String
            && !enumeration.IsDefined(typeof(JsonConverterAttribute), inherit: false)
            ? NameSuggestion.Suggest(element.GetString()!, EnumTexts.Of(enumeration).Select(static member => member.Text), "Values")
            : null;
    }

    internal static JsonElement Write<T>(string key, T value)
    {
        try
        {
            return value switch
            {
                JsonElement { ValueKind: JsonValueKind.Undefined } => throw new JsonException(
                    "A JsonElement without a value cannot be written."
                ),
                JsonElement element => element,
                _ => JsonSerializer.SerializeToElement(value, Options),
            };
        }
        catch (Exception exception)
            when (exception is JsonException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            throw StateException.NotWritable(key, typeof(T), exception);
        }
    }

    /// <summary>
    /// A parameter of a record may be missing when it may be null, as a parameter of a step. A struct is made without its constructor, also
    /// a tuple: what that one asks for has to be there all the same.
    /// </summary>
    private static void RequireWhatIsNeverNull(JsonTypeInfo type)
    {
        foreach (
            var property in type.Properties.Where(static property =>
                property.AssociatedParameter is { IsNullable: true, IsMemberInitializer: false }
            )
        )
        {
            property.IsRequired &= !MayBeNull(property.PropertyType);
        }

        if (type is { Kind: JsonTypeInfoKind.Object, Type.IsValueType: true } && ParametersOf(type.Type) is { Count: > 0 } parameters)
        {
            foreach (
                var property in type.Properties.Where(property =>
                    property is { AssociatedParameter: null, AttributeProvider: MemberInfo member } && parameters.Contains(member.Name)
                )
            )
            {
                // Of an item of a tuple no one knows whether it is never null, but it is always written.
                property.IsRequired |=
                    !MayBeNull(property.PropertyType)
                    || (!property.PropertyType.IsValueType && (!property.IsSetNullable || type.Type.IsAssignableTo(typeof(ITuple))));
            }
        }
    }

    /// <summary>What a page shows and does not ask for is neither written nor read.</summary>
    private static void LeaveOutElements(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(static property => property.PropertyType.IsAssignableTo(typeof(FormElement))))
        {
            property.IsRequired = false;
            property.ShouldSerialize = static (_, _) => false;
        }
    }

    // Of a type parameter the serializer does not know what it stands for.
    private static bool MayBeNull(Type type) => !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;

    /// <summary>The parameters of the constructor that makes a struct; empty for one that has several, or one without parameters.</summary>
    private static HashSet<string> ParametersOf(Type type) =>
        type.GetConstructors() is [var constructor]
            ? constructor.GetParameters().Select(static parameter => parameter.Name!).ToHashSet(StringComparer.OrdinalIgnoreCase)
            : [];

    /// <summary>Enums as text, both ways; one whose members cannot be told apart by their texts is refused.</summary>
    private sealed class EnumConverter : JsonConverterFactory
    {
        private readonly JsonStringEnumConverter _texts = new(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);

        // A converter of the options comes before that of a type, which is the author's.
        public override bool CanConvert(Type typeToConvert) =>
            typeToConvert.IsEnum && !typeToConvert.IsDefined(typeof(JsonConverterAttribute), inherit: false);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
        {
            _ = EnumTexts.Of(typeToConvert);
            return _texts.CreateConverter(typeToConvert, options);
        }
    }

    /// <summary>A type that is one text, and of which the serializer would write the properties.</summary>
    private sealed class TextConverter<T> : JsonConverter<T>
        where T : IParsable<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            ReadAsPropertyName(ref reader, typeToConvert, options);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            T.TryParse(reader.GetString(), provider: null, out var value)
                ? value
                : throw new JsonException($"'{reader.GetString()}' is not a valid {TypeText.Of(typeof(T))}.");

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WritePropertyName(value.ToString()!);
    }
}
