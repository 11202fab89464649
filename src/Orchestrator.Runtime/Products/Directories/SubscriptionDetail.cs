using System.Text.Json.Nodes;

namespace Orchestrator.Products;

/// <summary>A subscription with all values of its tree.</summary>
/// <param name="Summary">Its row.</param>
/// <param name="Members">Its fixed inputs and blocks by name, nested as clients of orchestrator-core expect them.</param>
public sealed record SubscriptionDetail(SubscriptionSummary Summary, JsonObject Members);
