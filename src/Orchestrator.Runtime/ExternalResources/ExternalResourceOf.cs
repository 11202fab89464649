using Orchestrator.Binding;
using Orchestrator.ExternalResources;

namespace Orchestrator;

/// <summary>
/// The common base class of <see cref="ExternalResource{TModel, TView, TState}"/> and <see cref="ExternalResourceSet{TModel, TView,
/// TState}"/>. It is not intended as a base class of other classes.
/// </summary>
/// <typeparam name="TModel">The product.</typeparam>
/// <typeparam name="TView">The view from which objects are described.</typeparam>
/// <typeparam name="TState">The state of an object.</typeparam>
public abstract class ExternalResourceOf<TModel, TView, TState> : ExternalResourceBase, IRunnableResource
    where TModel : SubscriptionModel
    where TView : class
    where TState : class
{
    private protected ExternalResourceOf() { }

    /// <summary>The comparison of states. It is emitted for each resource and not intended for callers.</summary>
    protected virtual StateShape<TState> Shape => throw NotBound();

    /// <summary>Converts a subscription to the view. It is emitted for each resource and not intended for callers.</summary>
    /// <param name="subscription">The subscription.</param>
    /// <returns>The view.</returns>
    protected virtual TView View(TModel subscription) => throw NotBound();

    internal StateShape<TState> ShapeOfState => Shape;

    internal TView ViewOf(TModel subscription) => View(subscription);

    /// <summary>What a subscription has in the external system.</summary>
    internal abstract IResourceObjects ObjectsOf(ResourceBinding binding, TModel subscription, string? earlierKey);

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
        var objects = ObjectsOf(binding, subscription, earlierKey);
        return await objects.RunAsync(
            action,
            written,
            calls,
            rules with
            {
                OnlyKnown = call.Process.Target == Target.Reconcile,
                // A system that calls back may not do so for a write that changes nothing, and the process would wait for it.
                WritesUnread = binding.HasWriteOnlyValues && call.Process.Target == Target.Modify && !rules.AwaitsCallback,
            },
            call.CancellationToken
        );
    }

    async Task<ResourceComparison> IRunnableResource.CompareAsync(
        ResourceBinding binding,
        BindingCall call,
        ExternalCalls calls,
        IDeviationReader deviations
    ) =>
        await ObjectsOf(binding, await call.SubscriptionAsync<TModel>(), earlierKey: null)
            .CompareAsync(calls, deviations, call.CancellationToken);

    private CatalogException NotBound() =>
        new(
            "resource_not_bound",
            $"{TypeText.Of(GetType())} has no emitted comparison. Mark it with [ExternalResource] and make it partial."
        );
}
