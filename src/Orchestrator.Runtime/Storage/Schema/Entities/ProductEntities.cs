namespace Orchestrator.Storage.Schema;

internal sealed class ProductEntity
{
    public Guid ProductId { get; set; }

    public required string Name { get; set; }

    public required string Description { get; set; }

    public required string ProductType { get; set; }

    public required string Tag { get; set; }

    public required string Status { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? EndDate { get; set; }

    public List<FixedInputEntity> FixedInputs { get; } = [];

    public List<ProductBlockEntity> Blocks { get; } = [];

    public List<WorkflowEntity> Workflows { get; } = [];
}

internal sealed class ProductBlockEntity
{
    public Guid ProductBlockId { get; set; }

    public required string Name { get; set; }

    public required string Description { get; set; }

    public string? Tag { get; set; }

    public string? Status { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? EndDate { get; set; }

    public List<ResourceTypeEntity> ResourceTypes { get; } = [];

    public List<ProductBlockRelationEntity> DependsOn { get; } = [];
}

internal sealed class ResourceTypeEntity
{
    public Guid ResourceTypeId { get; set; }

    public required string ResourceType { get; set; }

    public string? Description { get; set; }
}

internal sealed class FixedInputEntity
{
    public Guid FixedInputId { get; set; }

    public required string Name { get; set; }

    public required string Value { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public Guid ProductId { get; set; }
}

internal sealed class ProductBlockRelationEntity
{
    public Guid InUseById { get; set; }

    public Guid DependsOnId { get; set; }

    public int? Min { get; set; }

    public int? Max { get; set; }
}

internal sealed class WorkflowEntity
{
    public Guid WorkflowId { get; set; }

    public required string Name { get; set; }

    public required string Target { get; set; }

    public required string Description { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }

    public bool IsTask { get; set; }

    public List<ProductEntity> Products { get; } = [];
}
