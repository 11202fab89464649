using Orchestrator.Drift;

namespace Orchestrator.Storage.Drift;

/// <summary>
/// Groups equal differences of subscriptions. It has room for so many groups: when as many different ones were found, further ones are not
/// counted, and those that were found before are.
/// </summary>
internal sealed class DriftGroups
{
    /// <summary>How many groups are counted.</summary>
    internal const int MaxCounted = 10_000;

    /// <summary>How many groups are shown.</summary>
    internal const int MaxShown = 1_000;

    private readonly Dictionary<(string Resource, Difference Difference), int> _groups = [];

    /// <summary>Counts each difference of a subscription once, those that are accepted excepted.</summary>
    /// <param name="resources">What was found of the subscription.</param>
    internal void Add(IEnumerable<ResourceDrift> resources)
    {
        foreach (var group in DifferencesOf(resources).Distinct())
        {
            if (_groups.TryGetValue(group, out var count) || _groups.Count < MaxCounted)
            {
                _groups[group] = count + 1;
            }
        }
    }

    /// <summary>Whether a subscription has the difference of a group.</summary>
    internal static bool Has(IEnumerable<ResourceDrift> resources, DriftGroup group) =>
        DifferencesOf(resources).Contains((group.Resource, group.Difference));

    /// <summary>The groups, those of the most subscriptions first.</summary>
    internal IReadOnlyList<DriftGroup> Most() =>
        [
            .. _groups
                .OrderByDescending(static group => group.Value)
                .ThenBy(static group => group.Key.Resource, StringComparer.Ordinal)
                .ThenBy(static group => group.Key.Difference.Path, StringComparer.Ordinal)
                .Take(MaxShown)
                .Select(static group => new DriftGroup(group.Key.Resource, group.Key.Difference, group.Value)),
        ];

    private static IEnumerable<(string Resource, Difference Difference)> DifferencesOf(IEnumerable<ResourceDrift> resources) =>
        resources.SelectMany(static resource =>
            resource.Differences.Where(static difference => difference.Accepted is null).Select(difference => (resource.Name, difference))
        );
}
