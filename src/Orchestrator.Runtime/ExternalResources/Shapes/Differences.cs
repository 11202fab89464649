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

    private readonly List<FoundDifference> _found = [];

    internal IReadOnlyList<FoundDifference> Found => _found;

    internal int Count => _found.Count;

    /// <summary>Adds a difference at the place itself.</summary>
    /// <param name="kind">How the values differ.</param>
    /// <param name="desired">The desired value as it is shown.</param>
    /// <param name="actual">The actual value as it is shown.</param>
    /// <param name="hash">Hashes the two values.</param>
    internal void Add(DifferenceKind kind, JsonElement desired, JsonElement actual, Func<StateHasher, byte[]> hash) =>
        _found.Add(new(new("", kind, OrNull(desired), OrNull(actual)), hash));

    /// <summary>Prepends a member to the paths of the differences that were added since.</summary>
    internal void PrefixMember(int since, string member)
    {
        for (var index = since; index < _found.Count; index++)
        {
            var found = _found[index];
            var path = found.Shown.Path;
            _found[index] = found with
            {
                Shown = found.Shown with { Path = path is "" or ['[', ..] ? member + path : $"{member}.{path}" },
                Place = new(member, Desired: null, Actual: null, found.Place),
            };
        }
    }

    /// <summary>Prepends an element that has a key to the paths of the differences that were added since.</summary>
    /// <param name="since">The number of differences before.</param>
    /// <param name="key">The key.</param>
    /// <param name="desired">The number of the element in the desired list; null for one that is not there.</param>
    /// <param name="actual">The number of the element in the actual list; null for one that is not there.</param>
    internal void PrefixElement(int since, string key, int? desired, int? actual) =>
        PrefixElement(since, key, found => found with { Place = new(Member: null, desired, actual, found.Place) });

    /// <summary>Prepends an element without a key to the paths of the differences that were added since.</summary>
    internal void PrefixElement(int since, string index) =>
        PrefixElement(since, index, static found => found with { HasFixedPlace = false });

    private void PrefixElement(int since, string key, Func<FoundDifference, FoundDifference> place)
    {
        for (var index = since; index < _found.Count; index++)
        {
            var found = _found[index];
            var path = found.Shown.Path;
            _found[index] = place(
                found with
                {
                    Shown = found.Shown with { Path = path is "" or ['[', ..] ? $"[{key}]{path}" : $"[{key}].{path}" },
                }
            );
        }
    }

    private static JsonElement OrNull(JsonElement element) => element.ValueKind == JsonValueKind.Undefined ? Nothing : element;
}
