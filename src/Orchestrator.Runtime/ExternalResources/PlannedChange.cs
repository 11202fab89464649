using System.Text.Json;

namespace Orchestrator.ExternalResources;

/// <summary>What a plan says of a step.</summary>
/// <param name="Name">The step's name.</param>
/// <param name="Resource">The identity of its resource; null for a step of which a plan cannot tell what it does.</param>
/// <param name="Effect">What it would do.</param>
/// <param name="Differences">What it would correct, with sensitive values masked; at most as many as a log shows.</param>
/// <param name="DifferenceCount">How many differences there are.</param>
internal sealed record PlannedChange(
    string Name,
    string? Resource,
    ResourceEffect Effect,
    IReadOnlyList<Difference> Differences,
    int DifferenceCount
)
{
    /// <summary>A step of which a plan cannot tell what it does.</summary>
    internal static PlannedChange Unknown(string name) => new(name, Resource: null, ResourceEffect.CannotTell, [], DifferenceCount: 0);

    /// <summary>The steps of a plan as they are stored.</summary>
    internal static string Write(IReadOnlyList<PlannedChange> steps) => JsonSerializer.Serialize(steps, StateJson.Options);

    /// <summary>The steps of a stored plan.</summary>
    internal static IReadOnlyList<PlannedChange> Read(string stored) =>
        JsonSerializer.Deserialize<IReadOnlyList<PlannedChange>>(stored, StateJson.Options)!;
}
