using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orchestrator.ExternalResources;

/// <summary>
/// Puts the actual values of accepted differences in the place of the desired ones, so that an apply leaves them alone. It is done in the
/// state's JSON, and what is read back is compared before it is used.
/// </summary>
internal static class AcceptedValues
{
    /// <summary>Makes the state that is written.</summary>
    /// <param name="shape">How states are compared.</param>
    /// <param name="desired">The desired state.</param>
    /// <param name="actual">The actual state.</param>
    /// <param name="accepted">The accepted differences of the two, each at a fixed place within them.</param>
    /// <returns>The state; null when it cannot be made.</returns>
    internal static TState? Keep<TState>(
        StateShape<TState> shape,
        TState desired,
        TState actual,
        IReadOnlyCollection<FoundDifference> accepted
    )
        where TState : class
    {
        try
        {
            var written = JsonSerializer.SerializeToNode(desired, StateJson.Options)!;
            var held = JsonSerializer.SerializeToNode(actual, StateJson.Options)!;

            // What a state loses in its JSON would be lost in what is written.
            if (!IsWhole(desired, written) || !IsWhole(actual, held))
            {
                return null;
            }

            // Elements are removed at the end, and from the last to the first, because removing one moves those behind it.
            foreach (
                var difference in accepted.OrderBy(static difference =>
                    FindRemoved(difference.Place!) is { } element ? -element : int.MinValue
                )
            )
            {
                Put(written, held, difference.Place!);
            }

            var kept = Read<TState>(written);
            return IsAsAccepted(shape, desired, kept, actual, accepted) ? kept : null;
        }
        catch (Exception exception)
            when (exception is JsonException or InvalidOperationException or NotSupportedException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whether the JSON of a state has everything that the state holds.</summary>
    private static bool IsWhole<TState>(TState state, JsonNode json)
        where TState : class
    {
        var read = Read<TState>(json);
        return JsonNode.DeepEquals(json, JsonSerializer.SerializeToNode(read, StateJson.Options)) && HeldValues.AreSame(state, read);
    }

    private static TState Read<TState>(JsonNode state) =>
        state.Deserialize<TState>(StateJson.Options) ?? throw new JsonException("A state that is null was read.");

    /// <summary>Whether the accepted places, and no others, have changed, and have the actual values now.</summary>
    private static bool IsAsAccepted<TState>(
        StateShape<TState> shape,
        TState desired,
        TState kept,
        TState actual,
        IEnumerable<FoundDifference> accepted
    )
    {
        var places = accepted.Select(static difference => difference.Shown.Path).ToHashSet(StringComparer.Ordinal);
        return PathsOf(desired, kept).ToHashSet(StringComparer.Ordinal).SetEquals(places) && !PathsOf(kept, actual).Any(places.Contains);

        IEnumerable<string> PathsOf(TState one, TState other) => shape.Compare(one, other).Select(static difference => difference.Path);
    }

    /// <summary>The number of the element that is removed; null for a place where none is.</summary>
    private static int? FindRemoved(StatePlace place) =>
        place.Next is { } next ? FindRemoved(next)
        : place.Actual is null ? place.Desired
        : null;

    private static void Put(JsonNode written, JsonNode held, StatePlace place)
    {
        if (place.Next is { } next)
        {
            Put(ChildOf(written, place.Member, place.Desired), ChildOf(held, place.Member, place.Actual), next);
        }
        else if (place.Member is { } member)
        {
            written.AsObject()[member] = held.AsObject()[member]?.DeepClone();
        }
        else if (written is JsonObject pairs)
        {
            PutPair(pairs, held.AsObject(), place);
        }
        else
        {
            PutElement(written.AsArray(), held.AsArray(), place);
        }
    }

    private static void PutPair(JsonObject written, JsonObject held, StatePlace place)
    {
        if (place.Actual is not { } actual)
        {
            written.RemoveAt(place.Desired!.Value);
            return;
        }

        var (key, value) = held.GetAt(actual);
        written[key] = value?.DeepClone();
    }

    private static void PutElement(JsonArray written, JsonArray held, StatePlace place)
    {
        switch (place)
        {
            case { Actual: null, Desired: { } missing }:
                written.RemoveAt(missing);
                break;
            case { Actual: { } unexpected, Desired: null }:
                written.Add(held[unexpected]?.DeepClone());
                break;
            case { Actual: { } actual, Desired: { } desired }:
                written[desired] = held[actual]?.DeepClone();
                break;
        }
    }

    private static JsonNode ChildOf(JsonNode node, string? member, int? element) =>
        (
            member is not null ? node.AsObject()[member]
            : node is JsonObject pairs ? pairs.GetAt(element!.Value).Value
            : node.AsArray()[element!.Value]
        ) ?? throw new InvalidOperationException("The path leads to nothing.");
}
