using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Orchestrator.Api.Binding;

namespace Orchestrator.Api.Subscriptions;

/// <summary>The id of a subscription in a path.</summary>
internal readonly record struct SubscriptionId(Guid Value) : IEndpointParameterMetadataProvider
{
    private const string Name = "subscription_id";

    public static ValueTask<SubscriptionId> BindAsync(HttpContext context) => new(new SubscriptionId(PathId.Read(context, Name)));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => PathId.Describe(builder, Name);
}
