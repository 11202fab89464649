using Orchestrator.Binding;
using Orchestrator.ExternalResources;

namespace Orchestrator;

/// <summary>
/// The objects of one subscription in an external system, each with a key, that are described from a view of the subscription, such as
/// <c>L2vpn.Provisioning</c>. An apply removes objects that are not described.
/// </summary>
/// <typeparam name="TModel">The product. The objects are listed from it, in every lifecycle.</typeparam>
/// <typeparam name="TView">The view from which the objects are described.</typeparam>
/// <typeparam name="TState">The state of an object: a record or class that the emitted code compares member by member.</typeparam>
public abstract class ExternalResourceSet<TModel, TView, TState> : ExternalResourceOf<TModel, TView, TState>
    where TModel : SubscriptionModel
    where TView : class
    where TState : class
{
    /// <summary>Describes the desired state of all objects. It must be pure: it uses no services and no clock.</summary>
    /// <param name="subscription">The subscription.</param>
    /// <returns>The desired states by the keys of the objects; empty when there must be none.</returns>
    public abstract IReadOnlyDictionary<string, TState> Describe(TView subscription);

    /// <summary>
    /// Reads the objects of the subscription from the external system, also those that are not described. It must work in every lifecycle
    /// in which the subscription can be terminated.
    /// </summary>
    /// <param name="subscription">The subscription.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>
    /// The actual states by the keys of the objects; empty when there are none. If the system does not respond, it must throw an exception.
    /// </returns>
    public abstract Task<IReadOnlyDictionary<string, TState>> ListAsync(TModel subscription, CancellationToken cancellationToken);

    /// <summary>Creates or changes an object so that it has the desired state. It must be idempotent.</summary>
    /// <param name="key">The object's key.</param>
    /// <param name="desired">The desired state. Its members that are marked [NotCompared] have their actual values.</param>
    /// <param name="actual">The actual state; null if the object does not exist.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <returns>A task that completes when the object is written.</returns>
    public abstract Task ApplyAsync(string key, TState desired, TState? actual, CancellationToken cancellationToken);

    /// <summary>Removes an object. It must be idempotent: the removal of an object that does not exist succeeds.</summary>
    /// <param name="key">The object's key.</param>
    /// <param name="cancellationToken">Cancels the removal.</param>
    /// <returns>A task that completes when the object is removed.</returns>
    public abstract Task RemoveAsync(string key, CancellationToken cancellationToken);

    /// <summary>
    /// Collects the objects of <see cref="Describe"/> or <see cref="ListAsync"/> by their keys. Two objects with the same key are an error
    /// that names both.
    /// </summary>
    /// <typeparam name="TElement">What an object is made from, such as a block of the subscription.</typeparam>
    /// <param name="elements">The elements.</param>
    /// <param name="key">Returns the key of an object.</param>
    /// <param name="state">Returns the state of an object.</param>
    /// <returns>The states by their keys.</returns>
    /// <exception cref="InvalidOperationException">Two elements have the same key.</exception>
    protected IReadOnlyDictionary<string, TState> ByKey<TElement>(
        IEnumerable<TElement> elements,
        Func<TElement, string> key,
        Func<TElement, TState> state
    )
    {
        ArgumentNullException.ThrowIfNull(elements);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(state);
        var objects = new Dictionary<string, TState>(StringComparer.Ordinal);
        foreach (var element in elements)
        {
            var (name, found) = (key(element), state(element));
            if (!objects.TryAdd(name, found))
            {
                throw new InvalidOperationException(
                    $"{TypeText.Of(GetType())}: two objects have the key '{name}': {ShapeOfState.Write(objects[name]).GetRawText()} and "
                        + $"{ShapeOfState.Write(found).GetRawText()}. Give each object of a subscription a key of its own."
                );
            }
        }

        return objects;
    }

    internal sealed override IResourceObjects ObjectsOf(ResourceBinding binding, TModel subscription, string? earlierKey) =>
        new ObjectSet<TModel, TView, TState>(this, binding, subscription);
}

/// <summary>The objects of one subscription in an external system that are described from the subscription itself.</summary>
/// <typeparam name="TModel">The product.</typeparam>
/// <typeparam name="TState">The state of an object: a record or class that the emitted code compares member by member.</typeparam>
public abstract class ExternalResourceSet<TModel, TState> : ExternalResourceSet<TModel, TModel, TState>
    where TModel : SubscriptionModel
    where TState : class
{
    /// <inheritdoc/>
    protected sealed override TModel View(TModel subscription) => subscription;
}
