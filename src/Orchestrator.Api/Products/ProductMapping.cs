using Orchestrator.Api.Workflows;
using Orchestrator.Products;

namespace Orchestrator.Api.Products;

/// <summary>Turns products, product blocks and resource types into the shapes of the wire.</summary>
internal static class ProductMapping
{
    internal static ProductDto ToDto(this ProductSummary product, bool withDates) =>
        new(
            product.ProductId,
            product.Name,
            product.Description,
            product.ProductType,
            product.Status,
            product.Tag,
            withDates ? product.CreatedAt : null,
            withDates ? product.EndDate : null
        );

    internal static ProductDetailDto ToDto(this ProductDetail product) =>
        new(
            product.Summary.ProductId,
            product.Summary.Name,
            product.Summary.Description,
            product.Summary.ProductType,
            product.Summary.Status,
            product.Summary.Tag,
            product.Summary.CreatedAt,
            product.Summary.EndDate,
            [.. product.Blocks.Select(ToDto)],
            [
                .. product.FixedInputs.Select(input => new FixedInputDto(
                    input.FixedInputId,
                    input.Name,
                    input.Value,
                    product.Summary.ProductId,
                    input.CreatedAt
                )),
            ],
            [.. product.Workflows.Select(WorkflowMapping.ToDto)]
        );

    internal static ProductBlockDto ToDto(this ProductBlockSummary block) =>
        new(
            block.ProductBlockId,
            block.Name,
            block.Description,
            block.Tag,
            block.Status,
            block.CreatedAt,
            block.EndDate,
            [.. block.ResourceTypes.Select(ToDto)]
        );

    internal static ResourceTypeDto ToDto(this ResourceTypeSummary type) => new(type.Name, type.Description, type.ResourceTypeId);
}
