using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Orchestrator;

/// <summary>
/// The JSON object that flows through the steps of a process: read-only, keys in the order in which they were added. The result of a step
/// is added to it; keys that exist are replaced.
/// </summary>
public sealed class State : IReadOnlyDictionary<string, JsonElement>
{
    private readonly OrderedDictionary<string, JsonElement> _values;

    private State(OrderedDictionary<string, JsonElement> values) => _values = values;

    /// <summary>The empty state.</summary>
    public static State Empty { get; } = new(new(StringComparer.Ordinal));

    /// <inheritdoc/>
    public int Count => _values.Count;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _values.Keys;

    /// <inheritdoc/>
    public IEnumerable<JsonElement> Values => _values.Values;

    /// <inheritdoc/>
    public JsonElement this[string key] => _values[key];

    /// <summary>Reads a state from JSON text.</summary>
    /// <param name="json">A JSON object.</param>
    /// <returns>The state.</returns>
    /// <exception cref="JsonException">The text is not a JSON object.</exception>
    public static State Parse([StringSyntax(StringSyntaxAttribute.Json)] string json)
    {
        using var document = JsonDocument.Parse(json);
        return FromJson(document.RootElement);
    }

    /// <summary>Creates a state from a JSON object.</summary>
    /// <param name="element">The object; it is copied.</param>
    /// <returns>The state.</returns>
    /// <exception cref="JsonException">The element is not an object.</exception>
    public static State FromJson(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException($"A state is a JSON object, not a {element.ValueKind}.");
        }

        var values = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in element.Clone().EnumerateObject())
        {
            values[property.Name] = property.Value;
        }

        return new(values);
    }

    /// <summary>Returns a state in which a key is added or its value is replaced.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="key">The key, in snake_case.</param>
    /// <param name="value">The value, written with <see cref="StateJson.Options"/>.</param>
    /// <returns>A new state.</returns>
    /// <exception cref="StateException">The value cannot be written as JSON.</exception>
    public State With<T>(string key, T value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        var values = Copy();
        values[key] = StateJson.Write(key, value);
        return new(values);
    }

    /// <summary>Returns a state without a key.</summary>
    /// <param name="key">The key; it does not have to exist.</param>
    /// <returns>A new state.</returns>
    public State Without(string key)
    {
        var values = Copy();
        return values.Remove(key) ? new(values) : this;
    }

    /// <summary>Merges another state into this one, shallowly: its keys replace existing keys.</summary>
    /// <param name="other">The state whose keys take precedence.</param>
    /// <returns>A new state.</returns>
    public State Merge(State other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Count == 0)
        {
            return this;
        }

        var values = Copy();
        foreach (var (key, value) in other._values)
        {
            values[key] = value;
        }

        return new(values);
    }

    /// <summary>
    /// Merges another state into this one, deeply: objects are merged key by key; lists and scalars of the other state take precedence.
    /// </summary>
    /// <param name="other">The state whose values take precedence.</param>
    /// <returns>A new state.</returns>
    public State MergeDeep(State other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other.Aggregate(
            this,
            static (state, pair) =>
                state.With(
                    pair.Key,
                    pair.Value.ValueKind == JsonValueKind.Object
                    && state.TryGetValue(pair.Key, out var present)
                    && present.ValueKind == JsonValueKind.Object
                        ? FromJson(present).MergeDeep(FromJson(pair.Value)).ToElement()
                        : pair.Value
                )
        );
    }

    /// <summary>Reads a value.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="key">The key, in snake_case.</param>
    /// <returns>The value.</returns>
    /// <exception cref="StateException">The key is missing, or its value is not a <typeparamref name="T"/>.</exception>
    public T Get<T>(string key) =>
        TryGetValue(key, out var element) ? StateJson.Read<T>(key, element) : throw StateException.Missing(key, Keys);

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _values.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, out JsonElement value) => _values.TryGetValue(key, out value);

    /// <summary>Writes the state as JSON text.</summary>
    /// <returns>A JSON object.</returns>
    public string ToJson() => JsonSerializer.Serialize(_values, StateJson.Options);

    /// <summary>Writes the state as a JSON value.</summary>
    /// <returns>A JSON object.</returns>
    public JsonElement ToElement() => JsonSerializer.SerializeToElement(_values, StateJson.Options);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, JsonElement>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private OrderedDictionary<string, JsonElement> Copy() => new(_values, StringComparer.Ordinal);
}
