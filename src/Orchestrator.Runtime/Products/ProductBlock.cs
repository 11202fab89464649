using Orchestrator.Products.Mapping;

namespace Orchestrator;

/// <summary>A group of values inside a subscription. It may hold other blocks, of this subscription or of another one.</summary>
public abstract class ProductBlock
{
    /// <summary>The id of this block instance.</summary>
    public Guid SubscriptionInstanceId { get; internal set; } = Guid.CreateVersion7();

    /// <summary>
    /// The subscription that this instance belongs to; empty until it was saved or loaded. A block of another subscription is
    /// linked when a model is saved, never written.
    /// </summary>
    public Guid OwnerSubscriptionId { get; internal set; }

    /// <summary>A free label of at most 255 characters.</summary>
    public string? Label { get; set; }

    /// <summary>The block's name, as in <see cref="ProductBlockAttribute"/>. Emitted for each block.</summary>
    protected internal virtual string BlockName => throw NotMapped();

    /// <summary>
    /// The lifecycles of <see cref="ProductBlockAttribute.ValidIn"/>; empty for every one. Emitted for the blocks that say some.
    /// </summary>
    protected internal virtual IReadOnlyList<SubscriptionLifecycle> ValidIn => [];

    /// <summary>Names every value and nested block to a mapper and takes its answer. Emitted for each block; not for callers.</summary>
    /// <param name="mapper">Reads or writes the members.</param>
    protected internal virtual void Map(ModelMapper mapper) => throw NotMapped();

    private SubscriptionException NotMapped() =>
        new("not_mapped", $"{GetType().Name} has no emitted mapping. Mark it with [ProductBlock] and make it partial.");
}
