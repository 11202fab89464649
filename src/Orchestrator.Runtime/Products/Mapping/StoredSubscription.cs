namespace Orchestrator.Products.Mapping;

/// <summary>
/// What the database holds of a subscription: the blocks that are reached from it, those of other subscriptions included.
/// </summary>
/// <param name="subscriptionId">The subscription.</param>
/// <param name="status">Its lifecycle.</param>
/// <param name="fixedInputs">The product's fixed inputs.</param>
/// <param name="instances">The blocks by id.</param>
/// <param name="statuses">The lifecycle of each subscription that a block belongs to.</param>
/// <param name="blocks">The block objects of the session so far, to which reading adds.</param>
/// <param name="isLoaded">Whether a subscription was loaded before in the session, so that its blocks may have been changed by the
/// author.</param>
internal sealed class StoredSubscription(
    Guid subscriptionId,
    SubscriptionLifecycle status,
    IReadOnlyDictionary<string, string> fixedInputs,
    IReadOnlyDictionary<Guid, InstanceRecord> instances,
    IReadOnlyDictionary<Guid, SubscriptionLifecycle> statuses,
    Dictionary<Guid, ProductBlock> blocks,
    Func<Guid, bool> isLoaded
)
{
    private readonly HashSet<Guid> _taken = [];
    private readonly HashSet<Guid> _read = [];

    internal Guid SubscriptionId => subscriptionId;

    internal SubscriptionLifecycle Status => status;

    internal IReadOnlyDictionary<string, string> FixedInputs => fixedInputs;

    internal IReadOnlyDictionary<Guid, InstanceRecord> Instances => instances;

    internal Dictionary<Guid, ProductBlock> Blocks => blocks;

    /// <summary>What is required and was not found while it was read, each with its path.</summary>
    internal List<string> Missing { get; } = [];

    /// <summary>The lifecycle of the subscription that a block belongs to.</summary>
    internal SubscriptionLifecycle StatusOf(InstanceRecord instance) => statuses[instance.Owner];

    /// <summary>
    /// Whether a block that the session knows must be filled again: it was met as a part of another subscription, and may have changed in
    /// the database since then. Once per reading, so that a circle of blocks ends.
    /// </summary>
    internal bool TakesAnew(InstanceRecord instance) => !isLoaded(instance.Owner) && _read.Add(instance.Id);

    /// <summary>
    /// The subscription's own blocks of a name that no other of its blocks holds; each is given out once, the oldest first.
    /// </summary>
    internal IEnumerable<InstanceRecord> TakeRoots(string blockName)
    {
        var held = instances
            .Values.Where(IsOwn)
            .SelectMany(static instance => instance.Relations)
            .Select(static relation => relation.Child)
            .ToHashSet();
        foreach (
            var root in instances
                .Values.Where(instance => IsOwn(instance) && instance.BlockName == blockName && !held.Contains(instance.Id))
                .OrderBy(static instance => instance.Id)
        )
        {
            if (_taken.Add(root.Id))
            {
                yield return root;
            }
        }
    }

    /// <summary>Whether a block belongs to the subscription itself, and not to another one that it points to.</summary>
    internal bool IsOwn(InstanceRecord instance) => instance.Owner == subscriptionId;
}
