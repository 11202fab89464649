using System.Text.Json;

namespace Orchestrator.Processes;

/// <summary>What is new or changed between two states: objects are compared key by key, and only changed keys are kept.</summary>
internal static class StateDelta
{
    internal static State Between(State before, State after)
    {
        var delta = State.Empty;
        foreach (var (key, value) in after)
        {
            if (!before.TryGetValue(key, out var old))
            {
                delta = delta.With(key, value);
            }
            else if (!JsonElement.DeepEquals(old, value))
            {
                delta =
                    value.ValueKind == JsonValueKind.Object && old.ValueKind == JsonValueKind.Object
                        ? delta.With(key, Between(State.FromJson(old), State.FromJson(value)).ToElement())
                        : delta.With(key, value);
            }
        }

        return delta;
    }
}
