using System.Text.Json;
using System.Text.Json.Serialization;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Errors;
using Orchestrator.BulkReconciles;

namespace Orchestrator.Api.BulkReconciles;

/// <summary>
/// Which subscriptions are reconciled: those of a product, or those that a query finds, or those that are named, or those of a product or a
/// query that are named; how many at a time, and what stops it. A dry run only checks them.
/// </summary>
internal sealed record StartBulkReconcileRequest(
    [property: JsonPropertyName("product")] string? Product = null,
    [property: JsonPropertyName("query")] string? Query = null,
    [property: JsonPropertyName("subscription_ids")] IReadOnlyList<Guid>? SubscriptionIds = null,
    [property: JsonPropertyName("except_subscription_ids")] IReadOnlyList<Guid>? ExceptSubscriptionIds = null,
    [property: JsonPropertyName("only_drifted")] bool OnlyDrifted = false,
    [property: JsonPropertyName("dry_run")] bool DryRun = false,
    [property: JsonPropertyName("concurrency")] int Concurrency = StartBulkReconcileRequest.DefaultConcurrency,
    [property: JsonPropertyName("canary")] int? Canary = null,
    [property: JsonPropertyName("stop_after")] StopAfterDto? StopAfter = null,
    [property: JsonPropertyName("wave_size")] int? WaveSize = null,
    [property: JsonPropertyName("wait_seconds")] int WaitSeconds = 0
) : IBody<StartBulkReconcileRequest>
{
    private const int DefaultConcurrency = 20;

    public static Type Shape => typeof(StartBulkReconcileRequest);

    public static StartBulkReconcileRequest Read(JsonElement? body)
    {
        var fields = JsonFields.Of(body);

        // A flag or a brake that is misspelt must not be ignored: without it, everything is reconciled.
        fields.DemandOnly(
            "product",
            "query",
            "subscription_ids",
            "except_subscription_ids",
            "only_drifted",
            "dry_run",
            "concurrency",
            "canary",
            "stop_after",
            "wave_size",
            "wait_seconds"
        );
        var product = fields.FindText("product");
        var query = fields.FindText("query", ApiLimits.MaxQueryLength);
        var named = fields.FindIds("subscription_ids", minCount: 1, ApiLimits.MaxNamedSubscriptions);
        return (product is null == query is null) && (product is not null || named is null)
            ? throw RequestException.Field("product", "missing", "Give either a product or a query, or subscription_ids", fields.Body)
            : new(
                product,
                query,
                named,
                fields.FindIds("except_subscription_ids", minCount: 0, ApiLimits.MaxNamedSubscriptions),
                fields.ReadFlag("only_drifted"),
                fields.ReadFlag("dry_run"),
                fields.FindInteger("concurrency") ?? DefaultConcurrency,
                fields.FindInteger("canary"),
                fields.Find("stop_after") is { ValueKind: not JsonValueKind.Null } stop ? StopAfterDto.Read(stop) : null,
                fields.FindInteger("wave_size"),
                fields.FindInteger("wait_seconds") ?? 0
            );
    }

    internal BulkSelection ToSelection() =>
        (Product is null ? BulkSelection.OfQuery(Query ?? "") : BulkSelection.OfProduct(Product)) with
        {
            SubscriptionIds = SubscriptionIds,
            ExceptSubscriptionIds = ExceptSubscriptionIds ?? [],
            OnlyDrifted = OnlyDrifted,
        };

    internal BulkReconcileBrakes ToBrakes() =>
        new()
        {
            Canary = Canary,
            StopAfterFailed = StopAfter?.Failed,
            StopAfterPercent = StopAfter?.Percent,
            MinEnded = StopAfter?.MinEnded ?? new BulkReconcileBrakes().MinEnded,
            WaveSize = WaveSize,
            WaitSeconds = WaitSeconds,
        };
}

/// <summary>After how many failures nothing more is started: a number, or a percentage of those that have ended.</summary>
internal sealed record StopAfterDto(
    [property: JsonPropertyName("failed")] int? Failed = null,
    [property: JsonPropertyName("percent")] int? Percent = null,
    [property: JsonPropertyName("min_ended")] int? MinEnded = null
)
{
    internal static StopAfterDto Read(JsonElement value)
    {
        var fields = JsonFields.Within(value, "stop_after");
        fields.DemandOnly("failed", "percent", "min_ended");
        var stop = new StopAfterDto(fields.FindInteger("failed"), fields.FindInteger("percent"), fields.FindInteger("min_ended"));
        return stop is { Failed: null, Percent: null }
            ? throw RequestException.Field("stop_after", "missing", "Give failed or percent", value)
            : stop;
    }

    internal static StopAfterDto? Of(BulkReconcileBrakes brakes) =>
        brakes is { StopAfterFailed: null, StopAfterPercent: null }
            ? null
            : new(brakes.StopAfterFailed, brakes.StopAfterPercent, brakes.StopAfterPercent is null ? null : brakes.MinEnded);
}

/// <summary>Why a person pauses, resumes or cancels a bulk reconcile.</summary>
internal sealed record BulkReconcileReasonRequest([property: JsonPropertyName("reason")] string? Reason = null)
    : IBody<BulkReconcileReasonRequest>
{
    public static Type Shape => typeof(BulkReconcileReasonRequest);

    public static bool IsOptional => true;

    public static BulkReconcileReasonRequest Read(JsonElement? body) =>
        body is null ? new() : new(JsonFields.Of(body).FindText("reason", ApiLimits.MaxNoteLength));
}
