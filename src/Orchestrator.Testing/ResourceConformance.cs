using System.Diagnostics;
using Orchestrator.Binding;
using Orchestrator.ExternalResources;

namespace Orchestrator.Testing;

/// <summary>
/// Checks that an external resource does what the engine relies on, against the external system that its services reach: a test double, or
/// the system itself.
/// </summary>
public static class ResourceConformance
{
    /// <summary>
    /// Applies the object of a subscription, spoils each value of it that is compared, one at a time, and removes it. It verifies that
    /// there is no drift after an apply, that a repeated apply changes nothing, that each spoiled value is found and corrected, and that an
    /// object may be removed twice. Of a set it verifies also that an object that is not described is removed, and a missing one created.
    /// </summary>
    /// <typeparam name="TModel">The product.</typeparam>
    /// <typeparam name="TView">The view from which the object is described.</typeparam>
    /// <typeparam name="TState">What the external system holds of an object.</typeparam>
    /// <param name="resource">The resource or the set, of a system that can be read.</param>
    /// <param name="subscription">A subscription whose object is to exist. Its lists should not be empty, or their values are not
    /// spoiled.</param>
    /// <param name="spoil">
    /// Makes the external system hold a state of the object with a key, past the resource; null: the resource applies it, for a system that
    /// takes any value.
    /// </param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The paths of the values that were spoiled, found and corrected.</returns>
    /// <exception cref="OrchestratorAssertionException">The resource does something else.</exception>
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
        var name = resource.GetType().Name;
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
