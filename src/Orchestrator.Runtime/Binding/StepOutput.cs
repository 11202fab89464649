using System.ComponentModel;

namespace Orchestrator.Binding;

/// <summary>The result of a step or form: keys for the state, and subscriptions to save. Emitted code fills it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class StepOutput
{
    private readonly List<KeyValuePair<string, SubscriptionModel>> _subscriptions = [];
    private readonly HashSet<string> _removed = new(StringComparer.Ordinal);

    /// <summary>The keys that are added to the state.</summary>
    public State State { get; private set; } = State.Empty;

    /// <summary>The subscriptions to save, by state key.</summary>
    public IReadOnlyList<KeyValuePair<string, SubscriptionModel>> Subscriptions => _subscriptions;

    /// <summary>The keys that are removed from the state before the keys of <see cref="State"/> are added.</summary>
    public IReadOnlyCollection<string> Removed => _removed;

    /// <summary>Removes keys from the state.</summary>
    /// <param name="keys">The keys; missing keys are ignored.</param>
    /// <returns>This output.</returns>
    public StepOutput Remove(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            ArgumentException.ThrowIfNullOrEmpty(key);
            _removed.Add(key);
        }

        return this;
    }

    /// <summary>Adds a key.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <returns>This output.</returns>
    public StepOutput Set<T>(string key, T value)
    {
        State = State.With(key, value);
        return this;
    }

    /// <summary>Adds the keys of a state.</summary>
    /// <param name="state">The state; null adds nothing.</param>
    /// <returns>This output.</returns>
    public StepOutput Merge(State? state)
    {
        State = state is null ? State : State.Merge(state);
        return this;
    }

    /// <summary>The keys under which the step declares a subscription, and gave null.</summary>
    internal List<string> NullSubscriptions { get; } = [];

    /// <summary>Adds the subscription of the process: it is saved in the step's transaction and added to the state.</summary>
    /// <param name="subscription">The subscription; the step fails if it is null.</param>
    /// <returns>This output.</returns>
    public StepOutput Save(SubscriptionModel? subscription) => Save("subscription", subscription);

    /// <summary>Adds a subscription: it is saved in the step's transaction and added to the state.</summary>
    /// <param name="key">The state key.</param>
    /// <param name="subscription">The subscription; the step fails if it is null.</param>
    /// <returns>This output.</returns>
    public StepOutput Save(string key, SubscriptionModel? subscription)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (subscription is null)
        {
            NullSubscriptions.Add(key);
            return this;
        }

        _subscriptions.Add(new(key, subscription));
        return this;
    }

    /// <summary>Adds the subscription of the process, which the step declares as nullable.</summary>
    /// <param name="subscription">The subscription; null adds nothing.</param>
    /// <returns>This output.</returns>
    public StepOutput SaveOptional(SubscriptionModel? subscription) => SaveOptional("subscription", subscription);

    /// <summary>Adds a subscription that the step declares as nullable.</summary>
    /// <param name="key">The state key.</param>
    /// <param name="subscription">The subscription; null adds nothing.</param>
    /// <returns>This output.</returns>
    public StepOutput SaveOptional(string key, SubscriptionModel? subscription) => subscription is null ? this : Save(key, subscription);
}
