using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.OpenApi;
using Orchestrator.Api.Binding;

namespace Orchestrator.Api.Processes;

/// <summary>What a client calls a start that it may repeat; null for one that it does not repeat.</summary>
internal readonly record struct IdempotencyKey(string? Value) : IEndpointParameterMetadataProvider
{
    /// <summary>The header.</summary>
    internal const string Header = "Idempotency-Key";

    public static ValueTask<IdempotencyKey> BindAsync(HttpContext context) =>
        new(
            context.Request.Headers[Header] switch
            {
                [] => default(IdempotencyKey),
                [var key] => new(key ?? ""),
                var keys => throw new InvalidRequestException("idempotency_key_invalid", $"A start has one {Header}, not {keys.Count}."),
            }
        );

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new BoundParameter(Header, ParameterLocation.Header));
}
