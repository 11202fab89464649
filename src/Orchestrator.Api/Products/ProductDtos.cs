using System.Text.Json.Serialization;
using Orchestrator.Api.Workflows;

namespace Orchestrator.Api.Products;

/// <summary>A product, as embedded in a subscription.</summary>
internal sealed record ProductDto(
    [property: JsonPropertyName("product_id")] Guid ProductId,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("description")] string Description,
    [property: JsonPropertyName("product_type")] string ProductType,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("tag")] string Tag,
    [property: JsonPropertyName("created_at")] DateTimeOffset? CreatedAt,
    [property: JsonPropertyName("end_date")] DateTimeOffset? EndDate
);

/// <summary>A product with its blocks, fixed inputs and workflows.</summary>
internal sealed record ProductDetailDto(
    [property: JsonPropertyName("product_id")] Guid ProductId,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("description")] string Description,
    [property: JsonPropertyName("product_type")] string ProductType,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("tag")] string Tag,
    [property: JsonPropertyName("created_at")] DateTimeOffset CreatedAt,
    [property: JsonPropertyName("end_date")] DateTimeOffset? EndDate,
    [property: JsonPropertyName("product_blocks")] IReadOnlyList<ProductBlockDto> ProductBlocks,
    [property: JsonPropertyName("fixed_inputs")] IReadOnlyList<FixedInputDto> FixedInputs,
    [property: JsonPropertyName("workflows")] IReadOnlyList<WorkflowDto> Workflows
);

/// <summary>A product block.</summary>
internal sealed record ProductBlockDto(
    [property: JsonPropertyName("product_block_id")] Guid ProductBlockId,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("description")] string Description,
    [property: JsonPropertyName("tag")] string? Tag,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("created_at")] DateTimeOffset CreatedAt,
    [property: JsonPropertyName("end_date")] DateTimeOffset? EndDate,
    [property: JsonPropertyName("resource_types")] IReadOnlyList<ResourceTypeDto> ResourceTypes
);

/// <summary>A resource type.</summary>
internal sealed record ResourceTypeDto(
    [property: JsonPropertyName("resource_type")] string ResourceType,
    [property: JsonPropertyName("description")] string? Description,
    [property: JsonPropertyName("resource_type_id")] Guid ResourceTypeId
);

/// <summary>A fixed input of a product.</summary>
internal sealed record FixedInputDto(
    [property: JsonPropertyName("fixed_input_id")] Guid FixedInputId,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("value")] string Value,
    [property: JsonPropertyName("product_id")] Guid ProductId,
    [property: JsonPropertyName("created_at")] DateTimeOffset CreatedAt
);
