using System.Text.Json;
using System.Text.Json.Serialization;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Errors;

namespace Orchestrator.Api.BulkReconciles;

/// <summary>Which subscriptions are reconciled: those of a product, or those that a query finds; and how many at a time.</summary>
internal sealed record StartBulkReconcileRequest(
    [property: JsonPropertyName("product")] string? Product = null,
    [property: JsonPropertyName("query")] string? Query = null,
    [property: JsonPropertyName("concurrency")] int Concurrency = StartBulkReconcileRequest.DefaultConcurrency
) : IBody<StartBulkReconcileRequest>
{
    private const int DefaultConcurrency = 20;

    public static Type Shape => typeof(StartBulkReconcileRequest);

    public static StartBulkReconcileRequest Read(JsonElement? body)
    {
        var fields = JsonFields.Of(body);
        var product = fields.FindText("product");
        var query = fields.FindText("query", ApiLimits.MaxQueryLength);
        return product is null == query is null
            ? throw RequestException.Field("product", "missing", "Give either a product or a query", fields.Body)
            : new(product, query, ReadConcurrency(fields));
    }

    private static int ReadConcurrency(JsonFields fields) =>
        fields.Find("concurrency") switch
        {
            null => DefaultConcurrency,
            { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out var number) => number,
            { } other => throw RequestException.Field("concurrency", "int_type", "Input should be a valid integer", other),
        };
}
