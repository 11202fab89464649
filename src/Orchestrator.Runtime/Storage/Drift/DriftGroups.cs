using Orchestrator.Drift;
using Orchestrator.Options;

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

    private readonly Dictionary<(string Resource, Difference Difference), Sharers> _groups = [];

    /// <summary>Counts each difference of a subscription once, those that are accepted excepted.</summary>
    /// <param name="resources">What was found of the subscription.</param>
    /// <param name="subscriptionId">The subscription, to name it in its groups; null to count it only.</param>
    internal void Add(IEnumerable<ResourceDrift> resources, Guid? subscriptionId = null)
    {
        var found = resources.SelectMany(static resource =>
            resource.Differences.Where(static difference => difference.Accepted is null).Select(difference => (resource.Name, difference))
        );
        foreach (var group in found.Distinct())
        {
            if (!_groups.TryGetValue(group, out var sharers) && _groups.Count < MaxCounted)
            {
                _groups[group] = sharers = new();
            }

            sharers?.Add(subscriptionId);
        }
    }

    /// <summary>The groups, those of the most subscriptions first.</summary>
    internal IReadOnlyList<DriftGroup> Most() =>
        [
            .. _groups
                .OrderByDescending(static group => group.Value.Count)
                .ThenBy(static group => group.Key.Resource, StringComparer.Ordinal)
                .ThenBy(static group => group.Key.Difference.Path, StringComparer.Ordinal)
                .Take(MaxShown)
                .Select(static group => new DriftGroup(group.Key.Resource, group.Key.Difference, group.Value.Count)
                {
                    SubscriptionIds = group.Value.Ids,
                }),
        ];

    /// <summary>The subscriptions that have one difference.</summary>
    private sealed class Sharers
    {
        internal int Count { get; private set; }

        /// <summary>Null once one is not named, or there are more than a selection can name.</summary>
        internal List<Guid>? Ids { get; private set; } = [];

        internal void Add(Guid? subscriptionId)
        {
            Count++;
            if (subscriptionId is { } id && Ids is { Count: < Limits.MaxNamedSubscriptions } ids)
            {
                ids.Add(id);
            }
            else
            {
                Ids = null;
            }
        }
    }
}
