using Orchestrator.Binding;
using Orchestrator.ExternalResources;

namespace Orchestrator;

/// <summary>An object in an external system that is described from a view of the subscription, such as <c>L2vpn.Provisioning</c>.</summary>
/// <typeparam name="TModel">The product. The object is identified from it, in every lifecycle.</typeparam>
/// <typeparam name="TView">The view from which the object is described.</typeparam>
/// <typeparam name="TState">The state of the object: a record or class that the emitted code compares member by member.</typeparam>
public abstract class ExternalResource<TModel, TView, TState> : ExternalResourceOf<TModel, TView, TState>
    where TModel : SubscriptionModel
    where TView : class
    where TState : class
{
    /// <summary>
    /// Identifies the object. It must work in every lifecycle in which the subscription can be terminated, and must be pure: it uses no
    /// services and no clock.
    /// </summary>
    /// <param name="subscription">The subscription.</param>
    /// <returns>The key by which the external system identifies the object; null if it was never created.</returns>
    public abstract string? Identify(TModel subscription);

    /// <summary>Describes the desired state of the object. It must be pure: it uses no services and no clock.</summary>
    /// <param name="subscription">The subscription.</param>
    /// <returns>The desired state; null when the object must not exist.</returns>
    public abstract TState? Describe(TView subscription);

    /// <summary>
    /// Reads the actual state of the object from the external system. A resource whose <see cref="ExternalResourceAttribute.Readable"/> is
    /// false does not override it.
    /// </summary>
    /// <param name="key">The object's key.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The actual state; null if the object does not exist. If the system does not respond, it must throw an exception.</returns>
    public virtual Task<TState?> ReadAsync(string key, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"'{TypeText.Of(GetType())}' cannot be read. Override ReadAsync, or set Readable = false.");

    /// <summary>
    /// Creates or changes the object so that it has the desired state. It must be idempotent, also without a key: after a crash it is
    /// called again, and must find the object that it created.
    /// </summary>
    /// <param name="key">The object's key; null if the external system assigns one.</param>
    /// <param name="desired">The desired state. Its members that are marked [NotCompared] have their actual values.</param>
    /// <param name="actual">The actual state; null if the object does not exist or cannot be read.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <returns>
    /// The object's key, by which <see cref="ReadAsync"/> finds it. If it is not the key that <see cref="Identify"/> returns, a later step
    /// of the workflow has to store it in the subscription.
    /// </returns>
    public abstract Task<string> ApplyAsync(string? key, TState desired, TState? actual, CancellationToken cancellationToken);

    /// <summary>Removes the object. It must be idempotent: the removal of an object that does not exist succeeds.</summary>
    /// <param name="key">The object's key.</param>
    /// <param name="cancellationToken">Cancels the removal.</param>
    /// <returns>A task that completes when the object is removed.</returns>
    public abstract Task RemoveAsync(string key, CancellationToken cancellationToken);

    internal sealed override IResourceObjects ObjectsOf(ResourceBinding binding, TModel subscription, string? earlierKey) =>
        new SingleObject<TModel, TView, TState>(this, binding, subscription, earlierKey);
}

/// <summary>An object in an external system that is described from the subscription itself.</summary>
/// <typeparam name="TModel">The product.</typeparam>
/// <typeparam name="TState">The state of the object: a record or class that the emitted code compares member by member.</typeparam>
public abstract class ExternalResource<TModel, TState> : ExternalResource<TModel, TModel, TState>
    where TModel : SubscriptionModel
    where TState : class
{
    /// <inheritdoc/>
    protected sealed override TModel View(TModel subscription) => subscription;
}
