using System.Text.Json.Serialization;
using Orchestrator.Binding;
using Orchestrator.Drift;

namespace Orchestrator.ExternalResources;

/// <summary>The entry of a step on an external resource in the log: what it did, and the differences that it corrected or found.</summary>
/// <param name="Name">The resource's name.</param>
/// <param name="System">The external system; null when none is named.</param>
/// <param name="Key">The object's key; null when there is none.</param>
/// <param name="Effect">What was done.</param>
/// <param name="Differences">The differences, at most <see cref="MaxDifferences"/> of them, and all that are accepted.</param>
/// <param name="DifferenceCount">The number of all differences.</param>
internal sealed record ResourceReport(
    string Name,
    string? System,
    string? Key,
    ResourceEffect Effect,
    IReadOnlyList<Difference> Differences,
    int DifferenceCount
)
{
    internal const int MaxDifferences = 100;

    /// <summary>Creates a report with at most as many differences as a log entry contains.</summary>
    internal static ResourceReport Of(ResourceBinding binding, string? key, ResourceEffect effect, IReadOnlyList<Difference> differences) =>
        new(binding.Name, binding.System, key, effect, Limit(differences), differences.Count);

    /// <summary>As many differences as there is room for, and all that are accepted: those were accepted one by one.</summary>
    internal static IReadOnlyList<Difference> Limit(IReadOnlyList<Difference> differences) =>
        [
            .. differences.Where(static difference => difference.Accepted is null).Take(MaxDifferences),
            .. differences.Where(static difference => difference.Accepted is not null),
        ];

    private const int MaxPaths = 5;

    /// <summary>The object's key after the step; null if the object no longer exists.</summary>
    internal string? KeyAfter => IsGone ? null : Key;

    /// <summary>True if the object must not exist, so a later step of the process does not look for it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsGone { get; init; }

    /// <summary>True for an object that was written, and is read back when the external system has called back.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsUnconfirmed { get; init; }

    /// <summary>When the object was read last; the default where it is not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public DateTimeOffset ReadAt { get; init; }

    /// <summary>Whether what differs is that the object does not exist.</summary>
    internal bool IsMissing => Differences is [{ Path: "", Kind: DifferenceKind.Missing }];

    /// <summary>The paths of the first differences that are not accepted, for a message.</summary>
    internal string Paths
    {
        get
        {
            var open = Differences.Where(static difference => difference.Accepted is null).Select(static difference => difference.Path);
            var more = DifferenceCount - Differences.Count(static difference => difference.Accepted is not null) - MaxPaths;
            return string.Join(", ", open.Take(MaxPaths).Select(static path => path is "" ? "the whole object" : path))
                + (more > 0 ? $" and {more} more" : "");
        }
    }
}
