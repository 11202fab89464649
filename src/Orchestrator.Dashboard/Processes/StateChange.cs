using System.Text.Json;

namespace Orchestrator.Dashboard.Processes;

/// <summary>A place in the state of a process that a step has added, changed or removed.</summary>
/// <param name="Key">The key of the state.</param>
/// <param name="Path">The place: the key, and the members below it where both values are objects.</param>
/// <param name="Before">The value before the step; null where there was none.</param>
/// <param name="After">The value after it; null where it was removed.</param>
internal sealed record StateChange(string Key, string Path, JsonElement? Before, JsonElement? After)
{
    // The engine's own keys begin with two underscores.
    private const string Reserved = "__";

    /// <summary>Finds what differs between two states, in the order of the later one; what was removed is last.</summary>
    internal static IReadOnlyList<StateChange> Between(State before, State after) =>
        [
            .. after
                .Select(static entry => entry.Key)
                .Concat(before.Select(static entry => entry.Key).Where(key => !after.ContainsKey(key)))
                .Where(static key => !key.StartsWith(Reserved, StringComparison.Ordinal))
                .SelectMany(key => Compare(key, key, Find(before, key), Find(after, key))),
        ];

    private static JsonElement? Find(State state, string key) => state.TryGetValue(key, out var value) ? value : null;

    private static IEnumerable<StateChange> Compare(string key, string path, JsonElement? before, JsonElement? after)
    {
        if (before is { } old && after is { } value)
        {
            if (JsonElement.DeepEquals(old, value))
            {
                return [];
            }

            if (old.ValueKind == JsonValueKind.Object && value.ValueKind == JsonValueKind.Object)
            {
                return value
                    .EnumerateObject()
                    .Concat(old.EnumerateObject().Where(member => !value.TryGetProperty(member.Name, out _)))
                    .SelectMany(member =>
                        Compare(key, $"{path}.{member.Name}", FindMember(old, member.Name), FindMember(value, member.Name))
                    );
            }
        }

        return [new(key, path, before, after)];
    }

    private static JsonElement? FindMember(JsonElement parent, string name) => parent.TryGetProperty(name, out var member) ? member : null;
}
