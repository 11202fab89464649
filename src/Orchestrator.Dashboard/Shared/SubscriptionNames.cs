using Orchestrator.Products;

namespace Orchestrator.Dashboard.Shared;

/// <summary>The descriptions of the subscriptions that a page names, read in one statement.</summary>
internal static class SubscriptionNames
{
    /// <summary>No descriptions.</summary>
    internal static IReadOnlyDictionary<Guid, string> None { get; } = new Dictionary<Guid, string>();

    /// <summary>Reads the descriptions of those subscriptions that a user sees.</summary>
    internal static async Task<IReadOnlyDictionary<Guid, string>> ReadNamesAsync(
        this ISubscriptionDirectory directory,
        IEnumerable<Guid?> subscriptions,
        Caller user,
        CancellationToken cancellationToken
    )
    {
        Guid[] ids = [.. subscriptions.OfType<Guid>().Distinct()];
        return ids.Length == 0
            ? None
            : (await directory.GetAsync(ids, user, cancellationToken)).ToDictionary(
                static subscription => subscription.SubscriptionId,
                static subscription => subscription.Description
            );
    }
}
