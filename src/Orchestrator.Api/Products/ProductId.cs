using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Orchestrator.Api.Binding;

namespace Orchestrator.Api.Products;

/// <summary>The id of a product in a path.</summary>
internal readonly record struct ProductId(Guid Value) : IEndpointParameterMetadataProvider
{
    private const string Name = "product_id";

    public static ValueTask<ProductId> BindAsync(HttpContext context) => new(new ProductId(PathId.Read(context, Name)));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => PathId.Describe(builder, Name);
}
