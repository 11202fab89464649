using Orchestrator.Generators.Views;

namespace Orchestrator.Generators.Binding;

/// <summary>A key that a result gives to the state.</summary>
/// <param name="Key">The key.</param>
/// <param name="Path">Where its value is in the result.</param>
/// <param name="Access">How the value is a subscription to save; none for any other value.</param>
internal sealed record OutputKey(string Key, MemberPath Path, SubscriptionAccess Access)
{
    /// <summary>True when the value is a subscription to save.</summary>
    public bool IsSubscription => Access != SubscriptionAccess.None;
}
