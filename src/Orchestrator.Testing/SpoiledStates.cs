using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orchestrator.Testing;

/// <summary>Copies of a state in each of which one value is another one.</summary>
internal static class SpoiledStates
{
    /// <summary>
    /// Makes them, value by value in JSON, because a state need not have setters. A value for which no other one can be read is left out.
    /// </summary>
    internal static IEnumerable<TState> Of<TState>(TState state)
        where TState : class
    {
        var json = JsonSerializer.SerializeToNode(state, StateJson.Options);
        foreach (var place in PlacesOf(json, new([], typeof(TState))))
        {
            foreach (var other in OthersOf(Find(json, place.Steps), place.Type))
            {
                if (TryRead<TState>(json!, place.Steps, other) is { } spoiled)
                {
                    yield return spoiled;
                    break;
                }
            }
        }
    }

    private static IEnumerable<Place> PlacesOf(JsonNode? node, Place place)
    {
        var known = place.Type is { } type ? StateJson.Options.GetTypeInfo(type) : null;
        switch (node)
        {
            case JsonObject members:
                foreach (
                    var inner in members.SelectMany(member =>
                        PlacesOf(
                            member.Value,
                            new(
                                [.. place.Steps, member.Key],
                                known?.ElementType
                                    ?? known?.Properties.FirstOrDefault(property => property.Name == member.Key)?.PropertyType
                            )
                        )
                    )
                )
                {
                    yield return inner;
                }

                break;
            case JsonArray elements:
                foreach (
                    var inner in elements.SelectMany(
                        (element, index) => PlacesOf(element, new([.. place.Steps, index], known?.ElementType))
                    )
                )
                {
                    yield return inner;
                }

                // Without its last element a list differs too.
                if (elements.Count > 0)
                {
                    yield return place;
                }

                break;
            default:
                if (place.Steps.Length > 0)
                {
                    yield return place;
                }

                break;
        }
    }

    private static IEnumerable<JsonNode?> OthersOf(JsonNode? value, Type? type) =>
        type is not null && (Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } enumeration
            ? Enum.GetValues(enumeration)
                .Cast<object>()
                .Select(name => JsonSerializer.SerializeToNode(name, enumeration, StateJson.Options))
                .Where(name => !JsonNode.DeepEquals(name, value))
            : OthersOf(value);

    private static IEnumerable<JsonNode?> OthersOf(JsonNode? value)
    {
        switch (value?.GetValueKind())
        {
            case JsonValueKind.Array:
                yield return new JsonArray([.. value.AsArray().SkipLast(1).Select(static element => element?.DeepClone())]);
                break;
            case JsonValueKind.True:
                yield return JsonValue.Create(false);
                break;
            case JsonValueKind.False:
                yield return JsonValue.Create(true);
                break;
            case JsonValueKind.Number:
                yield return JsonValue.Create(value.GetValue<JsonElement>().GetDecimal() + 1);
                yield return JsonValue.Create(value.GetValue<JsonElement>().GetDecimal() - 1);
                break;
            case JsonValueKind.String:
                foreach (var text in OthersOf(value.GetValue<string>()))
                {
                    yield return text;
                }

                break;
            default:
                yield return JsonValue.Create("spoiled");
                yield return JsonValue.Create(1);
                yield return JsonValue.Create(true);
                break;
        }
    }

    // What is a text in JSON may be an id, a time or an address: the first one that can be read is taken.
    private static IEnumerable<JsonNode?> OthersOf(string text)
    {
        if (Guid.TryParse(text, out var id))
        {
            var bytes = id.ToByteArray();
            bytes[^1] ^= 1;
            yield return JsonValue.Create(new Guid(bytes));
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var time))
        {
            yield return JsonValue.Create(time.AddDays(1));
            yield return JsonValue.Create(DateOnly.FromDateTime(time.Date.AddDays(1)));
        }

        yield return JsonValue.Create(text + "x");
        yield return JsonValue.Create("192.0.2.1");
        yield return JsonValue.Create("192.0.2.0/24");
    }

    private static JsonNode? Find(JsonNode? json, object[] place) =>
        place.Aggregate(json, static (node, step) => step is int index ? node![index] : node![(string)step]);

    private static TState? TryRead<TState>(JsonNode json, object[] place, JsonNode? other)
        where TState : class
    {
        var copy = json.DeepClone();
        var around = Find(copy, place[..^1])!;
        if (place[^1] is int index)
        {
            around[index] = other?.DeepClone();
        }
        else
        {
            around[(string)place[^1]] = other?.DeepClone();
        }

        try
        {
            var read = copy.Deserialize<TState>(StateJson.Options);

            // What is read may be what was there before.
            return JsonNode.DeepEquals(JsonSerializer.SerializeToNode(read, StateJson.Options), json) ? null : read;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>A value in the JSON of a state.</summary>
    /// <param name="Steps">The names and indexes that lead to it.</param>
    /// <param name="Type">Its type; null when that is not known.</param>
    private sealed record Place(object[] Steps, Type? Type);
}
