namespace Orchestrator.Products.Mapping;

/// <summary>Writes into new blocks which subscription they belong to, once they are saved.</summary>
/// <param name="subscriptionId">The subscription.</param>
internal sealed class OwnershipMarker(Guid subscriptionId) : ModelVisitor
{
    protected override void VisitValue(string name, IHeld? value, SubscriptionLifecycle? requiredFrom) { }

    protected override void VisitValues(string name, IReadOnlyList<IHeld> values, int minimum, int maximum) { }

    protected override void VisitBlock(string name, ProductBlock? block, SubscriptionLifecycle? requiredFrom)
    {
        if (block is not null)
        {
            Mark(block);
        }
    }

    protected override void VisitBlocks(string name, IReadOnlyList<ProductBlock> blocks, int minimum, int maximum)
    {
        foreach (var block in blocks)
        {
            Mark(block);
        }
    }

    private void Mark(ProductBlock block)
    {
        if (block.OwnerSubscriptionId == Guid.Empty || block.OwnerSubscriptionId == subscriptionId)
        {
            block.OwnerSubscriptionId = subscriptionId;
            block.Map(this);
        }
    }
}
