using System.Diagnostics;
using Orchestrator.Binding;
using Orchestrator.ExternalResources;

namespace Orchestrator.Testing;

/// <summary>
/// Verifies that an external resource fulfils the contract that the engine relies on, against the external system that its services use: a
/// test double, or the system itself.
/// </summary>
public static class ResourceConformance
{
    /// <summary>
    /// Applies the object of a subscription, changes each compared value in the external system, one at a time, and removes the object. It
    /// verifies that there is no drift after an apply, that a repeated apply changes nothing, that each changed value is found and
    /// corrected, and that the object can be removed twice. For a set, it also verifies that an object that is not described is removed,
    /// and that a missing object is created.
    /// </summary>
    /// <typeparam name="TModel">The product.</typeparam>
    /// <typeparam name="TView">The view from which the object is described.</typeparam>
    /// <typeparam name="TState">The state of an object in the external system.</typeparam>
    /// <param name="resource">The resource or the set. Its external system must be readable.</param>
    /// <param name="subscription">
    /// A subscription whose object must exist. Its lists should not be empty: otherwise, the values of their elements are not tested.
    /// </param>
    /// <param name="spoil">
    /// Writes a state of the object with a key to the external system without using the resource; null: the resource applies the state, for
    /// a system that accepts any value.
    /// </param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The paths of the values that were changed, found and corrected, each once.</returns>
    /// <exception cref="OrchestratorAssertionException">The resource does not fulfil the contract.</exception>
    public static async Task<IReadOnlyList<string>> VerifyAsync<TModel, TView, TState>(
        ExternalResourceOf<TModel, TView, TState> resource,
        TModel subscription,
        Func<string, TState, CancellationToken, Task>? spoil = null,
        CancellationToken cancellationToken = default
    )
        where TModel : SubscriptionModel
        where TView : class
        where TState : class
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(subscription);
        var name = TypeText.Of(resource.GetType());
        ResourceBinding binding = new(name, name, StateKey: null, _ => resource);
        return resource switch
        {
            ExternalResource<TModel, TView, TState> single => await new ConformanceRun<TState>(
                new SingleObject<TModel, TView, TState>(single, binding, subscription, earlierKey: null),
                name,
                spoil,
                cancellationToken
            ).VerifyAsync(),
            ExternalResourceSet<TModel, TView, TState> set => await new ConformanceRun<IReadOnlyDictionary<string, TState>>(
                new ObjectSet<TModel, TView, TState>(set, binding, subscription),
                name,
                spoil is null ? null : SpoilAllAsync,
                cancellationToken
            ).VerifyAsync(),
            _ => throw new UnreachableException($"{name} is neither a resource nor a set."),
        };

        async Task SpoilAllAsync(string key, IReadOnlyDictionary<string, TState> states, CancellationToken token)
        {
            foreach (var (held, state) in states)
            {
                await spoil(held, state, token);
            }
        }
    }
}
