using Orchestrator.Options;

namespace Orchestrator.Products.Mapping;

/// <summary>Turns a model into the records that are stored for it. Blocks of other subscriptions are linked, not collected.</summary>
internal sealed class RecordCollector : ModelVisitor
{
    private const int MaxValueLength = 10_000;
    private const int MaxLabelLength = 255;

    private readonly Guid _subscriptionId;
    private readonly Dictionary<Guid, (InstanceRecord Record, string Path)> _collected;
    private readonly InstanceRecord? _instance;
    private readonly string _path;
    private readonly Dictionary<Guid, (string Member, string Path)> _held = [];
    private readonly Dictionary<string, string> _roots = new(StringComparer.Ordinal);

    private RecordCollector(
        Guid subscriptionId,
        Dictionary<Guid, (InstanceRecord Record, string Path)> collected,
        InstanceRecord? instance,
        string path
    )
    {
        _subscriptionId = subscriptionId;
        _collected = collected;
        _instance = instance;
        _path = path;
    }

    /// <summary>Collects the subscription's own blocks.</summary>
    /// <exception cref="SubscriptionException">
    /// A block is in two members of the subscription, or of one block; a block of another subscription stands directly under this one; or
    /// a text is too long for its column.
    /// </exception>
    internal static IReadOnlyDictionary<Guid, InstanceRecord> Collect(SubscriptionModel model)
    {
        var collected = new Dictionary<Guid, (InstanceRecord Record, string Path)>();
        var collector = new RecordCollector(model.SubscriptionId, collected, instance: null, path: "");
        collector.CheckLength("description", model.Description, Limits.MaxDescriptionLength);
        collector.CheckLength("note", model.Note, Limits.MaxNoteLength);
        model.Map(collector);
        return collected.ToDictionary(static pair => pair.Key, static pair => pair.Value.Record);
    }

    protected override void VisitValue(string name, IHeld? value, SubscriptionLifecycle? requiredFrom)
    {
        if (value is not null)
        {
            Check(name, value);
            _instance!.Values.Add(name, [value.Text]);
        }
    }

    protected override void VisitValues(string name, IReadOnlyList<IHeld> values, int minimum, int maximum)
    {
        if (values.Count > 0)
        {
            foreach (var value in values)
            {
                Check(name, value);
            }

            _instance!.Values.Add(name, [.. values.Select(static value => value.Text)]);
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
        if (
            !_held.TryAdd(block.SubscriptionInstanceId, (name, path))
            && _held[block.SubscriptionInstanceId] is var held
            && held.Member != name
        )
        {
            throw IsForeign(block) ? ReferredTwice(held.Path, path, block.OwnerSubscriptionId) : HeldTwice(held.Path, path);
        }

        _instance?.Relations.Add(new(block.SubscriptionInstanceId, order, name));
        if (IsForeign(block))
        {
            if (_instance is null)
            {
                throw new SubscriptionException(
                    "foreign_root_block",
                    $"Subscription {_subscriptionId}: '{path}' is a block of subscription {block.OwnerSubscriptionId}. A block of "
                        + "another subscription can only be held by a block: put it inside one."
                );
            }

            return;
        }

        if (_instance is null && !_roots.TryAdd(block.BlockName, name) && _roots[block.BlockName] is var root && root != name)
        {
            throw new SubscriptionException(
                "root_blocks_ambiguous",
                $"Subscription {_subscriptionId}: '{root}' and '{name}' are both blocks '{block.BlockName}' directly under the "
                    + "subscription, which the database cannot tell apart. Make them one list, or put them inside a block."
            );
        }

        if (_collected.TryGetValue(block.SubscriptionInstanceId, out var other))
        {
            throw HeldTwice(other.Path, path);
        }

        var record = new InstanceRecord(
            block.SubscriptionInstanceId,
            _subscriptionId,
            block.BlockName,
            block.Label,
            new(StringComparer.Ordinal),
            []
        );
        _collected.Add(record.Id, (record, path));
        var below = new RecordCollector(_subscriptionId, _collected, record, path + ".");
        below.CheckLength("label", block.Label, MaxLabelLength);
        block.Map(below);
    }

    private bool IsForeign(ProductBlock block) => block.OwnerSubscriptionId != Guid.Empty && block.OwnerSubscriptionId != _subscriptionId;

    private SubscriptionException HeldTwice(string first, string second) =>
        new(
            "block_held_twice",
            $"Subscription {_subscriptionId}: '{first}' and '{second}' hold the same block. Give each member a block of its own."
        );

    // The database tells the relations of two blocks apart by their positions, and not by their members.
    private SubscriptionException ReferredTwice(string first, string second, Guid owner) =>
        new(
            "block_referred_twice",
            $"Subscription {_subscriptionId}: '{first}' and '{second}' refer to the same block of subscription {owner}, but a block can "
                + "refer to another only in one of its members. Refer to a block of a different subscription in one of them, or put "
                + "each reference into a block of its own."
        );

    private void Check(string name, IHeld value)
    {
        CheckLength(name, value.Text, MaxValueLength);
        if (value.Problem is { } problem)
        {
            throw new SubscriptionException("value_out_of_limits", $"Subscription {_subscriptionId}: '{_path}{name}' {problem}.");
        }
    }

    private void CheckLength(string name, string? text, int longest)
    {
        if (text?.Length > longest)
        {
            throw new SubscriptionException(
                "text_too_long",
                $"Subscription {_subscriptionId}: '{_path}{name}' has {text.Length} characters; it may have {longest}."
            );
        }
    }
}
