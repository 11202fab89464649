using System.Text.Json;
using Orchestrator.Drift;
using Orchestrator.Processes;

namespace Orchestrator.Dashboard.Processes;

/// <summary>What a step has done to an object of an external system, as the step log has it.</summary>
/// <param name="Resource">The name of the resource.</param>
/// <param name="Effect">What was done; null where the report cannot be read.</param>
/// <param name="Differences">The first differences that were corrected or found.</param>
/// <param name="Total">How many there were.</param>
internal sealed record StepChange(string Resource, ResourceEffect? Effect, IReadOnlyList<Difference> Differences, int Total)
{
    private const string Reports = "__external_resources__";

    /// <summary>
    /// Finds what a step has done: the reports in the state that are new or changed since the step before. A report that another version
    /// has written in another shape has no effect that can be named.
    /// </summary>
    internal static IReadOnlyList<StepChange> Of(ProcessStepDetail step) =>
        step is { StateDelta: { } delta, State: { } state }
        && delta.TryGetValue(Reports, out var changed)
        && state.TryGetValue(Reports, out var reports)
        && changed.ValueKind == JsonValueKind.Object
        && reports.ValueKind == JsonValueKind.Object
            ?
            [
                .. changed
                    .EnumerateObject()
                    .Where(entry => reports.TryGetProperty(entry.Name, out _))
                    .Select(entry => Read(entry.Name, reports.GetProperty(entry.Name))),
            ]
            : [];

    private static StepChange Read(string key, JsonElement report)
    {
        try
        {
            return new(
                report.GetProperty("name").GetString() ?? key,
                WireName.Parse<ResourceEffect>(report.GetProperty("effect").GetString() ?? ""),
                [.. report.GetProperty("differences").EnumerateArray().Select(ReadDifference)],
                report.GetProperty("difference_count").GetInt32()
            );
        }
        catch (Exception unreadable)
            when (unreadable is KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            return new(key, Effect: null, [], Total: 0);
        }
    }

    private static Difference ReadDifference(JsonElement difference) =>
        new(
            difference.GetProperty("path").GetString() ?? "",
            WireName.Parse<DifferenceKind>(difference.GetProperty("kind").GetString() ?? ""),
            difference.GetProperty("desired"),
            difference.GetProperty("actual")
        );
}
