namespace Orchestrator.Products.Mapping;

/// <summary>
/// Collects the blocks of other subscriptions that a model reaches, as they would be stored. They are not written with the model: what an
/// author changes in them is compared with this.
/// </summary>
internal sealed class UsedBlocks : ModelVisitor
{
    private readonly Guid _subscriptionId;
    private readonly Dictionary<Guid, UsedBlock> _collected;
    private readonly HashSet<Guid> _visited;
    private readonly InstanceRecord? _instance;
    private readonly string _path;

    private UsedBlocks(UsedBlocks? holder, Guid subscriptionId, InstanceRecord? instance, string path)
    {
        _subscriptionId = subscriptionId;
        _collected = holder?._collected ?? [];
        _visited = holder?._visited ?? [];
        _instance = instance;
        _path = path;
    }

    /// <summary>The blocks of other subscriptions, each once, with the first path that leads to it.</summary>
    internal static IReadOnlyCollection<UsedBlock> Collect(SubscriptionModel model)
    {
        var collector = new UsedBlocks(holder: null, model.SubscriptionId, instance: null, path: "");
        model.Map(collector);
        return collector._collected.Values;
    }

    protected override void VisitValue(string name, IHeld? value, SubscriptionLifecycle? requiredFrom)
    {
        if (value is not null)
        {
            _instance?.Values.Add(name, [value.Text]);
        }
    }

    protected override void VisitValues(string name, IReadOnlyList<IHeld> values, int minimum, int maximum)
    {
        if (values.Count > 0)
        {
            _instance?.Values.Add(name, [.. values.Select(static value => value.Text).Order(StringComparer.Ordinal)]);
        }
    }

    protected override void VisitBlock(string name, ProductBlock? block, SubscriptionLifecycle? requiredFrom)
    {
        if (block is not null)
        {
            Hold(name, block, order: 0, _path + name);
        }
    }

    protected override void VisitBlocks(string name, IReadOnlyList<ProductBlock> blocks, int minimum, int maximum)
    {
        for (var index = 0; index < blocks.Count; index++)
        {
            Hold(name, blocks[index], index, $"{_path}{name}[{index}]");
        }
    }

    private void Hold(string name, ProductBlock block, int order, string path)
    {
        _instance?.Relations.Add(new(block.SubscriptionInstanceId, order, name));
        var isForeign = block.OwnerSubscriptionId != Guid.Empty && block.OwnerSubscriptionId != _subscriptionId;

        // A block of the model's own inside one of another subscription is a change of that one, which its relations show.
        if ((!isForeign && _instance is not null) || !_visited.Add(block.SubscriptionInstanceId))
        {
            return;
        }

        InstanceRecord? record = null;
        if (isForeign)
        {
            record = new(
                block.SubscriptionInstanceId,
                block.OwnerSubscriptionId,
                block.BlockName,
                block.Label,
                new(StringComparer.Ordinal),
                []
            );
            _collected.Add(record.Id, new(record, path));
        }

        block.Map(new UsedBlocks(this, _subscriptionId, record, path + "."));
    }
}

/// <summary>A block of another subscription.</summary>
/// <param name="Record">The block as it would be stored.</param>
/// <param name="Path">The members that lead to it.</param>
internal sealed record UsedBlock(InstanceRecord Record, string Path);
