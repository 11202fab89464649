using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Orchestrator.Api.Binding;

namespace Orchestrator.Api.Products;

/// <summary>The id of a resource type in a path.</summary>
internal readonly record struct ResourceTypeId(Guid Value) : IEndpointParameterMetadataProvider
{
    private const string Name = "resource_type_id";

    public static ValueTask<ResourceTypeId> BindAsync(HttpContext context) => new(new ResourceTypeId(PathId.Read(context, Name)));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => PathId.Describe(builder, Name);
}
