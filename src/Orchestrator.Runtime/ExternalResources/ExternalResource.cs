using Orchestrator.Binding;
using Orchestrator.ExternalResources;

namespace Orchestrator;

/// <summary>An object in an external system that is described from a view of the subscription, such as <c>L2vpn.Provisioning</c>.</summary>
/// <typeparam name="TModel">The product. What the object is called is read from it, in every lifecycle.</typeparam>
/// <typeparam name="TView">The view from which the object is described.</typeparam>
/// <typeparam name="TState">What the external system holds: a record or class that the build compares member by member.</typeparam>
public abstract class ExternalResource<TModel, TView, TState> : ExternalResourceBase, IRunnableResource
    where TModel : SubscriptionModel
    where TView : class
    where TState : class
{
    /// <summary>How states are compared. Emitted for each resource; not for callers.</summary>
    protected virtual StateShape<TState> Shape => throw NotBound();

    /// <summary>
    /// Says which object it is. It must work in every lifecycle in which the subscription can be terminated, and is pure: no service, no
    /// clock.
    /// </summary>
    /// <param name="subscription">The subscription.</param>
    /// <returns>The key by which the external system finds the object; null when it was never created.</returns>
    public abstract string? Identify(TModel subscription);

    /// <summary>Says what the external system is to hold: the desired state. It is pure: no service, no clock.</summary>
    /// <param name="subscription">The subscription.</param>
    /// <returns>The desired state; null when the object must not exist.</returns>
    public abstract TState? Describe(TView subscription);

    /// <summary>Reads what the external system holds: the actual state. A system that cannot be read says so with
    /// <see cref="ExternalResourceAttribute.Readable"/>, and need not override this.</summary>
    /// <param name="key">The object's key.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The actual state; null when there is no such object. A system that does not answer is an exception, never null.</returns>
    public virtual Task<TState?> ReadAsync(string key, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"'{GetType().Name}' cannot be read. Override ReadAsync, or set Readable = false.");

    /// <summary>
    /// Makes the external system hold the desired state. It is idempotent, also without a key: after a crash it is called again, and has to
    /// find the object that it made.
    /// </summary>
    /// <param name="key">The object's key; null when the external system is to assign one.</param>
    /// <param name="desired">The desired state; its members that the external system decides have their actual values.</param>
    /// <param name="actual">The actual state; null when there is no such object, or it cannot be read.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <returns>The object's key.</returns>
    public abstract Task<string> ApplyAsync(string? key, TState desired, TState? actual, CancellationToken cancellationToken);

    /// <summary>Removes the object. It is idempotent: an object that is not there is fine.</summary>
    /// <param name="key">The object's key.</param>
    /// <param name="cancellationToken">Stops the removal.</param>
    /// <returns>When the object is gone.</returns>
    public abstract Task RemoveAsync(string key, CancellationToken cancellationToken);

    /// <summary>Shows a subscription as the view. Emitted for each resource; not for callers.</summary>
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

    async Task<ResourceComparison> IRunnableResource.CompareAsync(ResourceBinding binding, BindingCall call, ExternalCalls calls) =>
        await ResourceComparison<TState>.ReadAsync(
            this,
            binding,
            await call.SubscriptionAsync<TModel>(),
            earlierKey: null,
            calls,
            call.CancellationToken
        );

    private CatalogException NotBound() =>
        new("resource_not_bound", $"{GetType().Name} has no emitted comparison. Mark it with [ExternalResource] and make it partial.");
}

/// <summary>An object in an external system that is described from the subscription itself.</summary>
/// <typeparam name="TModel">The product.</typeparam>
/// <typeparam name="TState">What the external system holds: a record or class that the build compares member by member.</typeparam>
public abstract class ExternalResource<TModel, TState> : ExternalResource<TModel, TModel, TState>
    where TModel : SubscriptionModel
    where TState : class
{
    /// <inheritdoc/>
    protected sealed override TModel View(TModel subscription) => subscription;
}
