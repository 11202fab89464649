using Orchestrator.Drift;
using Orchestrator.Products;

namespace Orchestrator.Dashboard.Subscriptions;

/// <summary>A subscription in the list, with its drift.</summary>
/// <param name="Subscription">The subscription.</param>
/// <param name="Drift">Its last check where that counts; null where it was never checked, is not in use, or is held by a process.</param>
internal sealed record SubscriptionRow(SubscriptionSummary Subscription, DriftListItem? Drift);
