using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Orchestrator;

/// <summary>How state is written as JSON: snake_case names, enums as snake_case text.</summary>
public static class StateJson
{
    /// <summary>
    /// The options. Before the first use an application can put a source-generated context in front of
    /// <see cref="JsonSerializerOptions.TypeInfoResolverChain"/>, so that its own types need no reflection either.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DictionaryKeyPolicy = null,
        NumberHandling = JsonNumberHandling.Strict,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
        TypeInfoResolverChain = { new DefaultJsonTypeInfoResolver() },
    };

    internal static T Read<T>(string key, JsonElement element)
    {
        try
        {
            return element.Deserialize<T>(Options)!;
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            throw StateException.NotConvertible(key, typeof(T), element, exception);
        }
    }
}
