using Orchestrator.Products.Mapping;

namespace Orchestrator;

/// <summary>
/// A group of values inside a subscription. It can contain other blocks, of this or another subscription. A list of blocks keeps its order;
/// a list of scalar values is loaded in the order of its stored texts.
/// </summary>
public abstract class ProductBlock
{
    /// <summary>The id of this block instance.</summary>
    public Guid SubscriptionInstanceId { get; internal set; } = Guid.CreateVersion7();

    /// <summary>
    /// The subscription to which this instance belongs; empty until it is saved or loaded. When a model is saved, a block of another
    /// subscription is linked, but not written.
    /// </summary>
    public Guid OwnerSubscriptionId { get; internal set; }

    /// <summary>A label of at most 255 characters.</summary>
    public string? Label { get; set; }

    /// <summary>The block's name, as in <see cref="ProductBlockAttribute"/>. Emitted for each block.</summary>
    protected internal virtual string BlockName => throw NotMapped();

    /// <summary>
    /// The lifecycles of <see cref="ProductBlockAttribute.ValidIn"/>; empty for all lifecycles. Emitted for blocks that specify it.
    /// </summary>
    protected internal virtual IReadOnlyList<SubscriptionLifecycle> ValidIn => [];

    /// <summary>Maps every value and nested block. Emitted for each block, and not intended for callers.</summary>
    /// <param name="mapper">Reads or writes the members.</param>
    protected internal virtual void Map(ModelMapper mapper) => throw NotMapped();

    private SubscriptionException NotMapped() =>
        new("not_mapped", $"{TypeText.Of(GetType())} has no emitted mapping. Mark it with [ProductBlock] and make it partial.");
}
