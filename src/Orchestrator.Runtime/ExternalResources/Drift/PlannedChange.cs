using System.Text.Json;

namespace Orchestrator.Drift;

/// <summary>What a plan says of a step.</summary>
/// <param name="Name">The name of the step's resource, or of the step.</param>
/// <param name="Resource">The identity of its resource; null for a step of which a plan cannot tell what it does.</param>
/// <param name="Effect">What it would do.</param>
/// <param name="Error">Why the step cannot be planned; null when it can, or when it is not one that could be.</param>
/// <param name="Differences">What it would correct, with sensitive values masked: the first 100 differences.</param>
/// <param name="DifferenceCount">How many differences there are.</param>
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
