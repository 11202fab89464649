using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Orchestrator.Api.Binding;

namespace Orchestrator.Api.Products;

/// <summary>The id of a product block in a path.</summary>
internal readonly record struct ProductBlockId(Guid Value) : IEndpointParameterMetadataProvider
{
    private const string Name = "product_block_id";

    public static ValueTask<ProductBlockId> BindAsync(HttpContext context) => new(new ProductBlockId(PathId.Read(context, Name)));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => PathId.Describe(builder, Name);
}
