using System.Globalization;

namespace Orchestrator.Drift;

/// <summary>The target of a pause: all subscriptions of a product, or one subscription.</summary>
public sealed record DriftPauseTarget
{
    private DriftPauseTarget() { }

    /// <summary>The name of the product; null for a single subscription.</summary>
    public string? Product { get; private init; }

    /// <summary>The subscription; null for a product.</summary>
    public Guid? SubscriptionId { get; private init; }

    /// <summary>All subscriptions of a product.</summary>
    /// <param name="name">The product's name, as an exact match.</param>
    /// <returns>The target.</returns>
    public static DriftPauseTarget OfProduct(string name) => new() { Product = name };

    /// <summary>One subscription.</summary>
    /// <param name="subscriptionId">The subscription.</param>
    /// <returns>The target.</returns>
    public static DriftPauseTarget OfSubscription(Guid subscriptionId) => new() { SubscriptionId = subscriptionId };

    /// <inheritdoc/>
    public override string ToString() => Product is { } name ? $"Product '{name}'" : $"Subscription {SubscriptionId}";
}

/// <summary>A pause, during which bulk reconciles skip a subscription or all subscriptions of a product.</summary>
/// <param name="Target">The target.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">The user who paused it.</param>
/// <param name="At">The time since which it is paused.</param>
/// <param name="Until">The time at which it ends; null if it lasts until a user ends it.</param>
public sealed record DriftPause(DriftPauseTarget Target, string Reason, string By, DateTimeOffset At, DateTimeOffset? Until)
{
    /// <summary>Says it in a sentence.</summary>
    internal string Describe() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Target} is paused by {By}{(Until is { } until ? $" until {until.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC" : "")}: {Reason}"
        );
}

/// <summary>A part of the pauses.</summary>
/// <param name="Items">The pauses, newest first.</param>
/// <param name="Total">The total number.</param>
public sealed record DriftPausePage(IReadOnlyList<DriftPause> Items, int Total);
