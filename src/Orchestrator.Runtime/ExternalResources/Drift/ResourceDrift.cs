using System.Text.Json.Serialization;
using Orchestrator.Binding;
using Orchestrator.ExternalResources;

namespace Orchestrator.Drift;

/// <summary>The result of a check of one external resource of a subscription.</summary>
/// <param name="Id">The stable identity of the resource, or of the step when it is not one.</param>
/// <param name="Name">The name shown to operators.</param>
/// <param name="System">The external system; null when none is named.</param>
/// <param name="Status">Whether it drifted.</param>
/// <param name="Error">The reason why it could not be compared; null if it was.</param>
/// <param name="Differences">The first 100 differences, with sensitive values masked, and all that are accepted.</param>
/// <param name="DifferenceCount">The total number of differences.</param>
public sealed record ResourceDrift(
    string Id,
    string Name,
    string? System,
    DriftStatus Status,
    string? Error,
    IReadOnlyList<Difference> Differences,
    int DifferenceCount
)
{
    internal const int MaxErrorLength = 1_000;

    /// <summary>The comparison; null if there was none, and for rows read from the database.</summary>
    internal ResourceComparison? Comparison { get; init; }

    /// <summary>Whether the subscription does not need it: the condition on which it is applied does not hold.</summary>
    internal bool IsUnneeded { get; init; }

    /// <summary>When a step has read it; null for now, and for what no step has read.</summary>
    internal DateTimeOffset? ReadAt { get; init; }

    /// <summary>The process that held the subscription when a check read it; null for none, and for what a step has read.</summary>
    [JsonInclude]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    internal CheckHolder? Holder { get; init; }

    /// <summary>
    /// The keyed hash of all differences, those that are not shown included, and of their values before they are masked; null where nothing
    /// differs, and for what no check has compared.
    /// </summary>
    [JsonInclude]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    internal string? Values { get; init; }

    /// <summary>Whether another check has found the same: the same values, also where they are masked or not shown.</summary>
    internal bool IsSameAs(ResourceDrift other) =>
        Differences.SequenceEqual(other.Differences)
        && (Values is null || other.Values is null || Values == other.Values)
        && this
            == other with
            {
                Differences = Differences,
                Comparison = Comparison,
                IsUnneeded = IsUnneeded,
                ReadAt = ReadAt,
                Holder = Holder,
                Values = Values,
            };

    /// <summary>
    /// Whether a check has read it after a process had: the process held the subscription then, and had done nothing since. Both times are
    /// of the hosts that executed the process, so the clock of the host that checks does not matter.
    /// </summary>
    /// <param name="processId">The process.</param>
    /// <param name="readAt">When the process has read it.</param>
    internal bool IsNewerThan(Guid processId, DateTimeOffset readAt) =>
        Holder is { } holder
        && holder.ProcessId == processId
        && readAt.AddTicks(-(readAt.Ticks % TimeSpan.TicksPerMicrosecond)) <= holder.ChangedAt;

    /// <summary>Whether it was compared.</summary>
    internal bool IsCompared => Status is DriftStatus.NoDrift or DriftStatus.Drifted;

    /// <summary>The result of a comparison.</summary>
    internal static ResourceDrift Of(ResourceComparison comparison) =>
        new(
            comparison.Binding.Id,
            comparison.Binding.Name,
            comparison.Binding.System,
            comparison.Effect switch
            {
                ResourceEffect.CannotTell => DriftStatus.Unsupported,
                ResourceEffect.Nothing => DriftStatus.NoDrift,
                _ => DriftStatus.Drifted,
            },
            Error: null,
            ResourceReport.Limit(comparison.Differences),
            comparison.Differences.Count
        )
        {
            Comparison = comparison,
        };

    /// <summary>
    /// What a step has left of a resource: one that corrects differences reads the object again, and leaves only those that are accepted.
    /// </summary>
    internal static ResourceDrift After(string id, ResourceReport report) =>
        new(
            id,
            report.Name,
            report.System,
            report.Effect == ResourceEffect.CannotTell ? DriftStatus.Unsupported : DriftStatus.NoDrift,
            Error: null,
            AcceptedOf(report.Differences),
            AcceptedOf(report.Differences).Count
        )
        {
            ReadAt = report.ReadAt == default ? null : report.ReadAt,
        };

    /// <summary>The result of a failed comparison.</summary>
    internal static ResourceDrift Differing(string id, ResourceReport report) =>
        new(id, report.Name, report.System, DriftStatus.Drifted, Error: null, report.Differences, report.DifferenceCount);

    /// <summary>A resource that could not be compared.</summary>
    internal static ResourceDrift Unknown(ResourceBinding binding, string error) =>
        new(
            binding.Id,
            binding.Name,
            binding.System,
            DriftStatus.Unknown,
            StorableText.Start(error, MaxErrorLength),
            Differences: [],
            DifferenceCount: 0
        );

    /// <summary>The result for a resource that a reconcile would leave as it is, whatever it is.</summary>
    internal static ResourceDrift Unneeded(ResourceBinding binding) =>
        new(binding.Id, binding.Name, binding.System, DriftStatus.NoDrift, Error: null, Differences: [], DifferenceCount: 0)
        {
            IsUnneeded = true,
        };

    /// <summary>The result for a step that can never be compared.</summary>
    internal static ResourceDrift Unsupported(string id, string name, string? system) =>
        new(id, name, system, DriftStatus.Unsupported, Error: null, Differences: [], DifferenceCount: 0);

    /// <summary>The same with another acceptance of a difference, which may not be among those that are shown.</summary>
    /// <param name="difference">The difference, with who has accepted it; no one has when that is null.</param>
    internal ResourceDrift With(Difference difference)
    {
        Difference[] differences = [.. Differences.Where(other => other.Path != difference.Path), difference];
        var accepted = AcceptedOf(differences).Count;
        return this with
        {
            Status = accepted < DifferenceCount ? DriftStatus.Drifted : DriftStatus.NoDrift,
            Differences = ResourceReport.Limit(differences),
        };
    }

    private static IReadOnlyList<Difference> AcceptedOf(IReadOnlyList<Difference> differences) =>
        [.. differences.Where(static difference => difference.Accepted is not null)];

    /// <summary>
    /// The status of all resources of a subscription: one that drifted counts most, then one of which nothing is known, because that is
    /// never fine. What cannot be compared counts only when there is nothing else.
    /// </summary>
    internal static DriftStatus StatusOf(IReadOnlyCollection<ResourceDrift> resources) =>
        resources.Any(static resource => resource.Status == DriftStatus.Drifted) ? DriftStatus.Drifted
        : resources.Any(static resource => resource.Status == DriftStatus.Unknown) ? DriftStatus.Unknown
        : resources.Any(static resource => resource.Status == DriftStatus.NoDrift) ? DriftStatus.NoDrift
        : DriftStatus.Unsupported;
}
