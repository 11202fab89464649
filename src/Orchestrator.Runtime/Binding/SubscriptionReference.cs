using System.Text.Json;

namespace Orchestrator.Binding;

/// <summary>Finds the subscription that a state means.</summary>
internal static class SubscriptionReference
{
    private const string IdKey = "subscription_id";
    private const string ModelKey = "subscription";

    /// <summary>Whether a key of the state is that of the process's own subscription, or of its id.</summary>
    internal static bool IsOwn(string key) => key is ModelKey or IdKey;

    /// <summary>
    /// The id under a key, written as text or as an object that has a <c>subscription_id</c>; without that key the process's own
    /// subscription.
    /// </summary>
    /// <exception cref="StateException">The key's value is neither.</exception>
    internal static Guid? Find(State state, string key) => FindAt(state, key) ?? FindAt(state, IdKey) ?? FindAt(state, ModelKey);

    /// <summary>The process's own subscription; null before there is one.</summary>
    internal static Guid? FindOwn(State state) => FindAt(state, IdKey) ?? FindAt(state, ModelKey);

    /// <summary>The id under a key; null when the key is missing or null.</summary>
    /// <exception cref="StateException">The key's value is not a subscription.</exception>
    internal static Guid? FindAt(State state, string key)
    {
        if (!state.TryGetValue(key, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var id = value.ValueKind == JsonValueKind.Object && value.TryGetProperty(IdKey, out var inner) ? inner : value;
        return StateJson.Read<Guid>(key, id);
    }
}
