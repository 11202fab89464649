using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator;

namespace ExampleOrchestrator.Nrm;

/// <summary>Compares what the resource manager holds with what the core database says it should hold.</summary>
public static class Drift
{
    /// <summary>Passes when both are the same, field by field.</summary>
    /// <exception cref="InconsistentDataException">They differ; the details list each field with both values.</exception>
    public static void ThrowIfAny(NrmObject desired, JsonObject? actual)
    {
        if (actual is null)
        {
            throw new InconsistentDataException($"The resource manager has no {desired.Kind}/{desired.Id}. Reconcile the subscription to put it there.");
        }

        var expected = JsonSerializer.SerializeToNode(desired, desired.GetType(), StateJson.Options)!.AsObject();
        var differences = expected.Select(static pair => pair.Key).Union(actual.Select(static pair => pair.Key))
            .Where(field => !JsonNode.DeepEquals(expected[field], actual[field]))
            .Select(field => new Difference(field, expected[field]?.DeepClone(), actual[field]?.DeepClone()))
            .ToArray();
        if (differences.Length > 0)
        {
            throw new InconsistentDataException(
                $"{desired.Kind}/{desired.Id} differs in the resource manager: {string.Join("; ", differences.Select(static difference => difference.ToString()))}. Reconcile the subscription to correct it.",
                differences);
        }
    }

    public sealed record Difference(string Field, JsonNode? Expected, JsonNode? Actual)
    {
        public override string ToString() => $"{Field} is {Actual?.ToJsonString() ?? "missing"}, should be {Expected?.ToJsonString() ?? "absent"}";
    }
}
