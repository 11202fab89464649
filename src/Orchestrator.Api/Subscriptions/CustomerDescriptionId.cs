using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Orchestrator.Api.Binding;

namespace Orchestrator.Api.Subscriptions;

/// <summary>The id of a customer's description in a path.</summary>
internal readonly record struct CustomerDescriptionId(Guid Value) : IEndpointParameterMetadataProvider
{
    private const string Name = "id";

    public static ValueTask<CustomerDescriptionId> BindAsync(HttpContext context) =>
        new(new CustomerDescriptionId(PathId.Read(context, Name)));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => PathId.Describe(builder, Name);
}
