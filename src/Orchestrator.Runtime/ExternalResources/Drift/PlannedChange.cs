using System.Text.Json;

namespace Orchestrator.Drift;

/// <summary>A step of a plan.</summary>
/// <param name="Name">The name of the step's resource, or of the step.</param>
/// <param name="Resource">The identity of its resource; null for a step that a plan cannot predict.</param>
/// <param name="Effect">The effect that it would have.</param>
/// <param name="Error">The reason why the step cannot be planned; null if it can, or if it is not a step on a resource.</param>
/// <param name="Differences">The first 100 differences that it would correct, with sensitive values masked.</param>
/// <param name="DifferenceCount">The total number of differences.</param>
public sealed record PlannedChange(
    string Name,
    string? Resource,
    ResourceEffect Effect,
    string? Error,
    IReadOnlyList<Difference> Differences,
    int DifferenceCount
)
{
    /// <summary>The steps of a plan as they are stored.</summary>
    internal static string Write(IReadOnlyList<PlannedChange> steps) => JsonSerializer.Serialize(steps, StateJson.Options);

    /// <summary>The steps of a stored plan.</summary>
    internal static IReadOnlyList<PlannedChange> Read(string stored) =>
        JsonSerializer.Deserialize<IReadOnlyList<PlannedChange>>(stored, StateJson.Options)!;
}
