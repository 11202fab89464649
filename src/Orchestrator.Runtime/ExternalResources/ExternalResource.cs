using Orchestrator.Binding;
using Orchestrator.ExternalResources;

namespace Orchestrator;

/// <summary>An object in an external system that is described from a view of the subscription, such as <c>L2vpn.Provisioning</c>.</summary>
/// <typeparam name="TModel">The product. The object is identified from it, in every lifecycle.</typeparam>
/// <typeparam name="TView">The view from which the object is described.</typeparam>
/// <typeparam name="TState">The state of the object: a record or class that the emitted code compares member by member.</typeparam>
public abstract class ExternalResource<TModel, TView, TState> : ExternalResourceBase, IRunnableResource
    where TModel : SubscriptionModel
    where TView : class
    where TState : class
{
    /// <summary>The comparison of states. It is emitted for each resource and not intended for callers.</summary>
    protected virtual StateShape<TState> Shape => throw NotBound();

    /// <summary>
    /// Identifies the object. It must work in every lifecycle in which the subscription can be terminated, and must be pure: it uses no
    /// services and no clock.
    /// </summary>
    /// <param name="subscription">The subscription.</param>
    /// <returns>The key by which the external system finds the object; null when it was never created.</returns>
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
    /// <returns>The actual state; null if the object does not exist. If the system does not answer, it throws an exception.</returns>
    public virtual Task<TState?> ReadAsync(string key, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"'{GetType().Name}' cannot be read. Override ReadAsync, or set Readable = false.");

    /// <summary>
    /// Creates or changes the object so that it has the desired state. It must be idempotent, also without a key: after a crash it is
    /// called again, and has to find the object that it created.
    /// </summary>
    /// <param name="key">The object's key; null if the external system assigns one.</param>
    /// <param name="desired">The desired state. Its members that are marked [NotCompared] have their actual values.</param>
    /// <param name="actual">The actual state; null if the object does not exist or cannot be read.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <returns>The object's key.</returns>
    public abstract Task<string> ApplyAsync(string? key, TState desired, TState? actual, CancellationToken cancellationToken);

    /// <summary>Removes the object. It must be idempotent: the removal of an object that does not exist succeeds.</summary>
    /// <param name="key">The object's key.</param>
    /// <param name="cancellationToken">Cancels the removal.</param>
    /// <returns>A task that completes when the object is removed.</returns>
    public abstract Task RemoveAsync(string key, CancellationToken cancellationToken);

    /// <summary>Converts a subscription to the view. It is emitted for each resource and not intended for callers.</summary>
    /// <param name="subscription">The subscription.</param>
    /// <returns>The view.</returns>
    protected virtual TView View(TModel subscription) => throw NotBound();

    internal StateShape<TState> ShapeOfState => Shape;

    internal TView ViewOf(TModel subscription) => View(subscription);

    async Task<ResourceResult> IRunnableResource.RunAsync(
        ResourceBinding binding,
        ResourceAction action,
        StepCall call,
        ExternalCalls calls,
        string? earlierKey,
        WriteRules rules,
        ResourceReport? written
    )
    {
        var subscription = await call.SubscriptionAsync<TModel>();
        var run = new ResourceRun<TModel, TView, TState>(this, binding, subscription, call, calls, earlierKey, rules);
        return written is null ? await run.RunAsync(action) : await run.ConfirmAsync(written);
    }

    async Task<ResourceComparison> IRunnableResource.CompareAsync(
        ResourceBinding binding,
        BindingCall call,
        ExternalCalls calls,
        IDeviationReader deviations
    ) =>
        await ResourceComparison<TState>.ReadAsync(
            this,
            binding,
            await call.SubscriptionAsync<TModel>(),
            earlierKey: null,
            calls,
            deviations,
            call.CancellationToken
        );

    private CatalogException NotBound() =>
        new("resource_not_bound", $"{GetType().Name} has no emitted comparison. Mark it with [ExternalResource] and make it partial.");
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
