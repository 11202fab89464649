namespace Orchestrator.Domain.Mapping;

/// <summary>Turns a model into the records that are stored for it. Blocks of other subscriptions are linked, not collected.</summary>
internal sealed class RecordCollector : ModelVisitor
{
    private readonly Guid _subscriptionId;
    private readonly Dictionary<Guid, (InstanceRecord Record, string Path)> _collected;
    private readonly InstanceRecord? _instance;
    private readonly string _path;

    private RecordCollector(Guid subscriptionId, Dictionary<Guid, (InstanceRecord Record, string Path)> collected, InstanceRecord? instance, string path)
    {
        _subscriptionId = subscriptionId;
        _collected = collected;
        _instance = instance;
        _path = path;
    }

    /// <summary>Collects the subscription's own blocks.</summary>
    /// <exception cref="SubscriptionException">A block is in two members, or one of another subscription stands directly under this one.</exception>
    internal static IReadOnlyDictionary<Guid, InstanceRecord> Collect(SubscriptionModel model)
    {
        var collected = new Dictionary<Guid, (InstanceRecord Record, string Path)>();
        model.Map(new RecordCollector(model.SubscriptionId, collected, instance: null, path: ""));
        return collected.ToDictionary(static pair => pair.Key, static pair => pair.Value.Record);
    }

    protected override void VisitValue(string name, IHeld? value, SubscriptionLifecycle? requiredFrom)
    {
        if (value is not null)
        {
            _instance!.Values.Add(name, [value.Text]);
        }
    }

    protected override void VisitValues(string name, IReadOnlyList<IHeld> values, int minimum, int maximum)
    {
        if (values.Count > 0)
        {
            // Stored values have no position, so they are compared and read in the order of their texts.
            _instance!.Values.Add(name, [.. values.Select(static value => value.Text).Order(StringComparer.Ordinal)]);
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
        if (block.OwnerSubscriptionId != Guid.Empty && block.OwnerSubscriptionId != _subscriptionId)
        {
            if (_instance is null)
            {
                throw new SubscriptionException(
                    "foreign_root_block",
                    $"Subscription {_subscriptionId}: '{path}' is a block of subscription {block.OwnerSubscriptionId}. A block of another subscription can only be held by a block: put it inside one.");
            }

            return;
        }

        if (_collected.TryGetValue(block.SubscriptionInstanceId, out var other))
        {
            throw new SubscriptionException("block_held_twice", $"Subscription {_subscriptionId}: '{other.Path}' and '{path}' hold the same block. Give each member a block of its own.");
        }

        var record = new InstanceRecord(block.SubscriptionInstanceId, _subscriptionId, block.BlockName, block.Label, new(StringComparer.Ordinal), []);
        _collected.Add(record.Id, (record, path));
        block.Map(new RecordCollector(_subscriptionId, _collected, record, path + "."));
    }
}
