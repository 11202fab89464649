namespace Orchestrator.Storage.Schema;

internal sealed class SubscriptionEntity
{
    public Guid SubscriptionId { get; set; }

    public required string Description { get; set; }

    public required string Status { get; set; }

    public Guid ProductId { get; set; }

    public required string CustomerId { get; set; }

    public bool InSync { get; set; }

    public DateTimeOffset? StartDate { get; set; }

    public DateTimeOffset? EndDate { get; set; }

    public string? Note { get; set; }

    /// <summary>Counted by a trigger.</summary>
    public int Version { get; set; }

    /// <summary>The process that holds the subscription; ours, not in orchestrator-core's schema.</summary>
    public Guid? LockedBy { get; set; }

    public ProductEntity? Product { get; set; }
}

internal sealed class SubscriptionInstanceEntity
{
    public Guid SubscriptionInstanceId { get; set; }

    public Guid SubscriptionId { get; set; }

    public Guid ProductBlockId { get; set; }

    public string? Label { get; set; }
}

internal sealed class SubscriptionInstanceValueEntity
{
    public Guid SubscriptionInstanceValueId { get; set; }

    public Guid SubscriptionInstanceId { get; set; }

    public Guid ResourceTypeId { get; set; }

    public required string Value { get; set; }
}

internal sealed class SubscriptionInstanceRelationEntity
{
    public Guid InUseById { get; set; }

    public Guid DependsOnId { get; set; }

    public int OrderId { get; set; }

    public string? DomainModelAttr { get; set; }
}

internal sealed class SubscriptionCustomerDescriptionEntity
{
    public Guid Id { get; set; }

    public Guid SubscriptionId { get; set; }

    public required string CustomerId { get; set; }

    public required string Description { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Counted by a trigger.</summary>
    public int Version { get; set; }
}

internal sealed class SubscriptionMetadataEntity
{
    public Guid SubscriptionId { get; set; }

    public required string Metadata { get; set; }
}
