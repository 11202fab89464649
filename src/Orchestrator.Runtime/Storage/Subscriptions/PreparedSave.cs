using Orchestrator.Products.Mapping;

namespace Orchestrator.Storage.Subscriptions;

/// <summary>What saving one subscription writes, worked out before the transaction that writes it.</summary>
/// <param name="Model">The subscription.</param>
/// <param name="Before">Its row as it was loaded; null when it is new.</param>
/// <param name="OwnBefore">Its own blocks as they were stored.</param>
/// <param name="After">Its row as it is to be stored.</param>
/// <param name="Own">Its own blocks as they are to be stored.</param>
/// <param name="Changes">What differs between them.</param>
internal sealed record PreparedSave(
    SubscriptionModel Model,
    SubscriptionRow? Before,
    IReadOnlyDictionary<Guid, InstanceRecord> OwnBefore,
    SubscriptionRow After,
    IReadOnlyDictionary<Guid, InstanceRecord> Own,
    SubscriptionChanges Changes
);
