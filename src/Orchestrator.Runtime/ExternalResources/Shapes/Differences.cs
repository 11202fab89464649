using System.Text.Json;

namespace Orchestrator.ExternalResources;

/// <summary>
/// Collects differences. A path is put together only where there is a difference: each place adds itself in front of what was found below
/// it.
/// </summary>
internal sealed class Differences
{
    /// <summary>What is shown instead of a sensitive value.</summary>
    internal const string Mask = "•••";

    private static readonly JsonElement Nothing = JsonElement.Parse("null");

    private readonly List<Difference> _found = [];

    internal IReadOnlyList<Difference> Found => _found;

    internal int Count => _found.Count;

    /// <summary>Adds a difference at the place itself.</summary>
    internal void Add(DifferenceKind kind, JsonElement desired, JsonElement actual) =>
        _found.Add(new("", kind, OrNull(desired), OrNull(actual)));

    /// <summary>Prepends a member to the paths of the differences that were added since.</summary>
    internal void PrefixMember(int since, string member)
    {
        for (var index = since; index < _found.Count; index++)
        {
            var path = _found[index].Path;
            _found[index] = _found[index] with { Path = path is "" or ['[', ..] ? member + path : $"{member}.{path}" };
        }
    }

    /// <summary>Prepends an element to the paths of the differences that were added since.</summary>
    internal void PrefixElement(int since, string key)
    {
        for (var index = since; index < _found.Count; index++)
        {
            var path = _found[index].Path;
            _found[index] = _found[index] with { Path = path is "" or ['[', ..] ? $"[{key}]{path}" : $"[{key}].{path}" };
        }
    }

    private static JsonElement OrNull(JsonElement element) => element.ValueKind == JsonValueKind.Undefined ? Nothing : element;
}
