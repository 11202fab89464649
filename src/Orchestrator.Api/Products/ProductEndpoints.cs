using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Errors;
using Orchestrator.Api.Json;
using Orchestrator.Products;

namespace Orchestrator.Api.Products;

/// <summary>Showing and describing products, product blocks and resource types.</summary>
internal static class ProductEndpoints
{
    internal static void Map(IEndpointRouteBuilder api)
    {
        var products = api.MapGroup("/products").WithTags("Products");
        products
            .MapGet("/", ListAsync)
            .WithName("ListProducts")
            .WithSummary("The products with what belongs to them, by name.")
            .Produces<IReadOnlyList<ProductDetailDto>>(200);
        products
            .MapGet("/{product_id}", GetAsync)
            .WithName("GetProduct")
            .WithSummary("A product with what belongs to it.")
            .Produces<ProductDetailDto>(200)
            .Produces<ProblemDto>(404)
            .Produces<RequestErrorsDto>(422);
        products
            .MapPatch("/{product_id}", ChangeAsync)
            .WithName("ChangeProduct")
            .WithSummary("Writes the description and the status of a product; what is missing or null stays as it is.")
            .Produces<ProductDetailDto>(201)
            .Produces<ProblemDto>(400)
            .Produces<ProblemDto>(403)
            .Produces<ProblemDto>(404)
            .Produces<RequestErrorsDto>(422);
        var blocks = api.MapGroup("/product_blocks").WithTags("Products");
        blocks
            .MapGet("/{product_block_id}", GetBlockAsync)
            .WithName("GetProductBlock")
            .WithSummary("A product block with its resource types.")
            .Produces<ProductBlockDto>(200)
            .Produces<ProblemDto>(404)
            .Produces<RequestErrorsDto>(422);
        blocks
            .MapPatch("/{product_block_id}", DescribeBlockAsync)
            .WithName("DescribeProductBlock")
            .WithSummary("Writes the description of a product block; one that is missing or null leaves it as it is.")
            .Produces<ProductBlockDto>(201)
            .Produces<ProblemDto>(403)
            .Produces<ProblemDto>(404)
            .Produces<RequestErrorsDto>(422);
        var types = api.MapGroup("/resource_types").WithTags("Products");
        types
            .MapGet("/{resource_type_id}", GetResourceTypeAsync)
            .WithName("GetResourceType")
            .WithSummary("A resource type.")
            .Produces<ResourceTypeDto>(200)
            .Produces<ProblemDto>(404)
            .Produces<RequestErrorsDto>(422);
        types
            .MapPatch("/{resource_type_id}", DescribeResourceTypeAsync)
            .WithName("DescribeResourceType")
            .WithSummary("Writes the description of a resource type; one that is missing or null leaves it as it is.")
            .Produces<ResourceTypeDto>(201)
            .Produces<ProblemDto>(403)
            .Produces<ProblemDto>(404)
            .Produces<RequestErrorsDto>(422);
    }

    private static async Task<JsonHttpResult<IReadOnlyList<ProductDetailDto>>> ListAsync(
        [AsParameters] ProductListQuery query,
        IProductMetadata products,
        CancellationToken cancellationToken
    )
    {
        var list = await products.ListProductsAsync(query.Tag, query.ProductType, cancellationToken);
        return TypedResults.Json<IReadOnlyList<ProductDetailDto>>(
            [.. list.Select(ProductMapping.ToDto)],
            ApiJson.Default.IReadOnlyListProductDetailDto
        );
    }

    private static async Task<JsonHttpResult<ProductDetailDto>> GetAsync(
        ProductId product,
        IProductMetadata products,
        CancellationToken cancellationToken
    ) => Answer(await products.GetProductAsync(product.Value, cancellationToken));

    private static async Task<JsonHttpResult<ProductDetailDto>> ChangeAsync(
        ProductId product,
        Body<ChangeProductRequest> body,
        RequestCaller caller,
        IProductMetadata products,
        CancellationToken cancellationToken
    )
    {
        var (description, status) = body.Value;
        return Answer(
            await products.ChangeProductAsync(product.Value, description, status, caller.Value, cancellationToken),
            StatusCodes.Status201Created
        );
    }

    private static async Task<JsonHttpResult<ProductBlockDto>> GetBlockAsync(
        ProductBlockId block,
        IProductMetadata products,
        CancellationToken cancellationToken
    ) => Answer(await products.GetBlockAsync(block.Value, cancellationToken));

    private static async Task<JsonHttpResult<ProductBlockDto>> DescribeBlockAsync(
        ProductBlockId block,
        Body<DescriptionRequest> body,
        RequestCaller caller,
        IProductMetadata products,
        CancellationToken cancellationToken
    ) =>
        Answer(
            await products.DescribeBlockAsync(block.Value, body.Value.Description, caller.Value, cancellationToken),
            StatusCodes.Status201Created
        );

    private static async Task<JsonHttpResult<ResourceTypeDto>> GetResourceTypeAsync(
        ResourceTypeId type,
        IProductMetadata products,
        CancellationToken cancellationToken
    ) => Answer(await products.GetResourceTypeAsync(type.Value, cancellationToken));

    private static async Task<JsonHttpResult<ResourceTypeDto>> DescribeResourceTypeAsync(
        ResourceTypeId type,
        Body<DescriptionRequest> body,
        RequestCaller caller,
        IProductMetadata products,
        CancellationToken cancellationToken
    ) =>
        Answer(
            await products.DescribeResourceTypeAsync(type.Value, body.Value.Description, caller.Value, cancellationToken),
            StatusCodes.Status201Created
        );

    private static JsonHttpResult<ProductDetailDto> Answer(ProductDetail product, int? status = null) =>
        TypedResults.Json(product.ToDto(), ApiJson.Default.ProductDetailDto, statusCode: status);

    private static JsonHttpResult<ProductBlockDto> Answer(ProductBlockSummary block, int? status = null) =>
        TypedResults.Json(block.ToDto(), ApiJson.Default.ProductBlockDto, statusCode: status);

    private static JsonHttpResult<ResourceTypeDto> Answer(ResourceTypeSummary type, int? status = null) =>
        TypedResults.Json(type.ToDto(), ApiJson.Default.ResourceTypeDto, statusCode: status);
}
