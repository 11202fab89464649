using Orchestrator.Products.Mapping;

namespace Orchestrator.Storage.Subscriptions;

/// <summary>What must be written to turn the stored blocks of a subscription into others.</summary>
/// <param name="Added">New blocks, without their values and relations.</param>
/// <param name="Relabelled">Blocks with another label.</param>
/// <param name="Removed">Blocks that are gone; their values and relations go with them.</param>
/// <param name="Values">The members whose texts changed: the texts before and after.</param>
/// <param name="Relations">The blocks whose relations changed.</param>
internal sealed record SubscriptionChanges(
    IReadOnlyList<InstanceRecord> Added,
    IReadOnlyList<InstanceRecord> Relabelled,
    IReadOnlyList<Guid> Removed,
    IReadOnlyList<ValueChange> Values,
    IReadOnlyList<InstanceRecord> Relations
)
{
    /// <summary>The blocks of other subscriptions that were not held before.</summary>
    internal IReadOnlyList<Guid> Referred { get; init; } = [];

    /// <summary>Whether anything must be written at all.</summary>
    internal bool Any => Added.Count + Relabelled.Count + Removed.Count + Values.Count + Relations.Count > 0;

    internal static SubscriptionChanges Between(
        IReadOnlyDictionary<Guid, InstanceRecord> before,
        IReadOnlyDictionary<Guid, InstanceRecord> after
    ) =>
        new(
            [.. after.Values.Where(instance => !before.ContainsKey(instance.Id))],
            [.. after.Values.Where(instance => before.TryGetValue(instance.Id, out var old) && old.Label != instance.Label)],
            [.. before.Keys.Where(id => !after.ContainsKey(id))],
            [.. after.Values.SelectMany(instance => ValuesBetween(before.GetValueOrDefault(instance.Id), instance))],
            [.. after.Values.Where(instance => !Ordered(before.GetValueOrDefault(instance.Id)).SequenceEqual(Ordered(instance)))]
        )
        {
            Referred = [.. Held(after).Except(Held(before)).Where(id => !after.ContainsKey(id))],
        };

    /// <summary>The members in which two records of one block differ, in the order of their names.</summary>
    internal static IReadOnlyList<string> FindMembers(InstanceRecord before, InstanceRecord after) =>
        [
            .. ValuesBetween(before, after)
                .Select(static change => change.ResourceType)
                .Concat(Ordered(before).Except(Ordered(after)).Concat(Ordered(after).Except(Ordered(before))).Select(static r => r.Member))
                .Concat(before.Label == after.Label ? [] : ["label"])
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    private static IEnumerable<Guid> Held(IReadOnlyDictionary<Guid, InstanceRecord> instances) =>
        instances.Values.SelectMany(static instance => instance.Relations).Select(static relation => relation.Child);

    private static IEnumerable<RelationRecord> Ordered(InstanceRecord? instance) =>
        (instance?.Relations ?? [])
            .OrderBy(static relation => relation.Member, StringComparer.Ordinal)
            .ThenBy(static relation => relation.Order);

    private static IEnumerable<ValueChange> ValuesBetween(InstanceRecord? before, InstanceRecord after)
    {
        var names = after.Values.Keys.Union(before is null ? [] : before.Values.Keys, StringComparer.Ordinal);
        foreach (var name in names)
        {
            var old = before?.Values.GetValueOrDefault(name) ?? [];
            var now = after.Values.GetValueOrDefault(name) ?? [];
            if (!old.SequenceEqual(now, StringComparer.Ordinal))
            {
                yield return new(after.Id, name, old, now);
            }
        }
    }
}

/// <summary>A member of a block whose texts changed.</summary>
/// <param name="InstanceId">The block.</param>
/// <param name="ResourceType">The member.</param>
/// <param name="Before">The stored texts.</param>
/// <param name="After">The texts to store.</param>
internal sealed record ValueChange(Guid InstanceId, string ResourceType, IReadOnlyList<string> Before, IReadOnlyList<string> After);
