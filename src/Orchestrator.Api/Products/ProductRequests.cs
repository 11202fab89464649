using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Errors;
using Orchestrator.Api.Json;
using Orchestrator.Products;

namespace Orchestrator.Api.Products;

/// <summary>Which products are listed.</summary>
internal sealed record ProductListQuery
{
    [FromQuery(Name = "tag")]
    public string? Tag { get; init; }

    [FromQuery(Name = "product_type")]
    public string? ProductType { get; init; }
}

/// <summary>A new description or status of a product; what is missing or null stays as it is.</summary>
internal sealed record ChangeProductRequest(
    [property: JsonPropertyName(DescriptionRequest.Name)] string? Description = null,
    [property: JsonPropertyName(ChangeProductRequest.StatusName)]
    [property: JsonConverter(typeof(WireNameConverter<ProductLifecycle>))]
        ProductLifecycle? Status = null
) : IBody<ChangeProductRequest>
{
    internal const string StatusName = "status";

    public static Type Shape => typeof(ChangeProductRequest);

    public static ChangeProductRequest Read(JsonElement? body)
    {
        var fields = JsonFields.Of(body);
        return new(fields.FindText(DescriptionRequest.Name, ApiLimits.MaxDescriptionLength), FindStatus(fields));
    }

    private static ProductLifecycle? FindStatus(JsonFields fields)
    {
        if (fields.FindText(StatusName) is not { } text)
        {
            return null;
        }

        foreach (var status in Enum.GetValues<ProductLifecycle>())
        {
            if (WireName.Of(status) == text)
            {
                return status;
            }
        }

        var allowed = string.Join(", ", Enum.GetValues<ProductLifecycle>().Select(static status => $"'{WireName.Of(status)}'"));
        throw RequestException.Field(StatusName, "enum", $"Input should be one of {allowed}", fields.Find(StatusName));
    }
}
