using Orchestrator.Binding;
using Orchestrator.Drift;

namespace Orchestrator.ExternalResources;

/// <summary>
/// The comparison of the desired and the actual state of an object. It writes nothing, so steps, checks and plans share it.
/// </summary>
internal abstract class ResourceComparison
{
    private protected ResourceComparison(
        ResourceBinding binding,
        string? key,
        bool isDesired,
        bool isThere,
        IReadOnlyList<Difference> differences
    )
    {
        Binding = binding;
        Key = key;
        Differences = differences;
        Effect =
            !binding.IsReadable ? ResourceEffect.CannotTell
            : differences.Count == 0 ? ResourceEffect.Nothing
            : !isDesired ? ResourceEffect.Remove
            : isThere ? ResourceEffect.Change
            : ResourceEffect.Create;
    }

    /// <summary>The resource.</summary>
    internal ResourceBinding Binding { get; }

    /// <summary>The object's key; null when it was never created.</summary>
    internal string? Key { get; }

    /// <summary>What an apply would do to the object.</summary>
    internal ResourceEffect Effect { get; }

    /// <summary>All differences, with sensitive values masked; empty for an object that cannot be read.</summary>
    internal IReadOnlyList<Difference> Differences { get; }

    /// <summary>Hashes of the compared states.</summary>
    internal abstract SeenState See(StateHasher hasher);

    /// <summary>The comparison as a step reports it.</summary>
    internal ResourceReport Report(ResourceEffect effect) => ResourceReport.Of(Binding, Key, effect, Differences);
}

/// <summary>The comparison of the desired and the actual state of an object, in the types of the resource.</summary>
/// <typeparam name="TState">The resource's state.</typeparam>
internal sealed class ResourceComparison<TState> : ResourceComparison
    where TState : class
{
    private readonly StateShape<TState> _shape;

    private ResourceComparison(
        ResourceBinding binding,
        StateShape<TState> shape,
        string? key,
        TState? desired,
        TState? actual,
        IReadOnlyList<Difference> differences
    )
        : base(binding, key, desired is not null, actual is not null, differences)
    {
        _shape = shape;
        Desired = desired;
        Actual = actual;
    }

    /// <summary>The desired state; null if the object must not exist.</summary>
    internal TState? Desired { get; }

    /// <summary>The actual state; null if the object does not exist, was never created, or cannot be read.</summary>
    internal TState? Actual { get; }

    /// <summary>Identifies and describes the object of a subscription, and compares it with its actual state.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="binding">The name of the resource, and whether it can be read.</param>
    /// <param name="subscription">The subscription.</param>
    /// <param name="earlierKey">The object's key as an earlier step of the process stored it; null if there is none.</param>
    /// <param name="calls">Calls the external system.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    internal static Task<ResourceComparison<TState>> ReadAsync<TModel, TView>(
        ExternalResource<TModel, TView, TState> resource,
        ResourceBinding binding,
        TModel subscription,
        string? earlierKey,
        ExternalCalls calls,
        CancellationToken cancellationToken
    )
        where TModel : SubscriptionModel
        where TView : class =>
        ReadAsync(
            resource,
            binding,
            resource.Identify(subscription) ?? earlierKey,
            resource.Describe(resource.ViewOf(subscription)),
            calls,
            cancellationToken
        );

    /// <summary>Compares the desired state of an object with its actual state.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="binding">The name of the resource, and whether it can be read.</param>
    /// <param name="key">The object's key; null when it was never created.</param>
    /// <param name="desired">The desired state; null if the object must not exist.</param>
    /// <param name="calls">Calls the external system.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    internal static async Task<ResourceComparison<TState>> ReadAsync<TModel, TView>(
        ExternalResource<TModel, TView, TState> resource,
        ResourceBinding binding,
        string? key,
        TState? desired,
        ExternalCalls calls,
        CancellationToken cancellationToken
    )
        where TModel : SubscriptionModel
        where TView : class
    {
        if (!binding.IsReadable)
        {
            return new(binding, resource.ShapeOfState, key, desired, actual: null, []);
        }

        var actual = key is null ? null : await calls.RunAsync(binding, token => resource.ReadAsync(key, token), cancellationToken);
        return new(binding, resource.ShapeOfState, key, desired, actual, resource.ShapeOfState.Compare(desired, actual));
    }

    internal override SeenState See(StateHasher hasher) =>
        new(
            Convert.ToHexStringLower(hasher.OfList([Key is null ? hasher.OfNothing() : hasher.OfText(Key), _shape.Hash(Desired, hasher)])),
            Convert.ToHexStringLower(_shape.Hash(Actual, hasher))
        );
}
