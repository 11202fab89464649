namespace Orchestrator.Generators.Views;

/// <summary>How a value is a subscription.</summary>
internal enum SubscriptionAccess
{
    /// <summary>It is none.</summary>
    None,

    /// <summary>It is the subscription.</summary>
    Direct,

    /// <summary>It is the subscription, or null.</summary>
    NullableDirect,

    /// <summary>It is a view of the subscription.</summary>
    View,

    /// <summary>It is a view of the subscription, or null.</summary>
    NullableView,
}
