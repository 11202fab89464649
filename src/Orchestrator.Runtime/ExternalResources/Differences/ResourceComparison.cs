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
        IReadOnlyList<FoundDifference> found,
        AcceptedDeviations? deviations
    )
    {
        Binding = binding;
        Key = key;
        Found = found;
        var marked = found.Select(difference => (Difference: difference, By: deviations?.Find(binding.Id, difference))).ToArray();
        Accepted = [.. marked.Where(static mark => mark.By is not null).Select(static mark => mark.Difference)];
        Differences =
        [
            .. marked.Where(static mark => mark.By is null).Select(static mark => mark.Difference.Shown),
            .. marked.Where(static mark => mark.By is not null).Select(static mark => mark.Difference.Shown with { Accepted = mark.By }),
        ];
        Effect =
            !binding.IsReadable ? ResourceEffect.CannotTell
            : !IsDrifted ? ResourceEffect.Nothing
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

    /// <summary>Whether an apply would remove an object: the only one, or one of a set.</summary>
    internal abstract bool IsRemoving { get; }

    /// <summary>
    /// Every difference, with sensitive values masked, and those that are accepted at the end; none for an object that cannot be read.
    /// </summary>
    internal IReadOnlyList<Difference> Differences { get; }

    /// <summary>The differences with what is not shown of them.</summary>
    internal IReadOnlyList<FoundDifference> Found { get; }

    /// <summary>Those that are accepted.</summary>
    internal IReadOnlyList<FoundDifference> Accepted { get; }

    /// <summary>Whether something differs that is not accepted.</summary>
    internal bool IsDrifted => Accepted.Count < Found.Count;

    /// <summary>Whether it is accepted that the whole object is missing, or is there.</summary>
    internal bool IsAcceptedAsAWhole => Accepted.Any(static difference => difference is { Place: null, HasFixedPlace: true });

    /// <summary>A hash of every difference, which is the same only where all places and values are.</summary>
    internal string HashFound(StateHasher hasher) =>
        Convert.ToHexStringLower(
            hasher.OfSet(Found.Select(difference => hasher.OfList([hasher.OfText(difference.Shown.Path), difference.Hash(hasher)])))
        );

    /// <summary>Whether an apply can leave a difference alone, whatever else it writes.</summary>
    internal abstract bool CanKeep(FoundDifference difference);

    /// <summary>Hashes of the compared states.</summary>
    internal abstract SeenState See(StateHasher hasher);

    /// <summary>
    /// Whether a plan allows a write: each object is as the plan saw it, or as desired, because it was written before a crash or is only
    /// written again.
    /// </summary>
    internal bool IsAllowedBy(SeenState planned, StateHasher hasher) =>
        Effect == ResourceEffect.Nothing
        || See(hasher) is var now
            && (
                now == planned
                || now.Different is { } different
                    && planned.Different is { } before
                    && different.All(hash => before.GetValueOrDefault(hash.Key) == hash.Value)
            );

    /// <summary>The comparison as a step reports it.</summary>
    internal ResourceReport Report(ResourceEffect effect) => ResourceReport.Of(Binding, Key, effect, Differences);
}

/// <summary>The comparison of the desired and the actual state of an object, in the types of the resource.</summary>
/// <typeparam name="TState">The resource's state.</typeparam>
internal sealed class ResourceComparison<TState> : ResourceComparison
    where TState : class
{
    private readonly ResourceObjects<TState> _objects;

    private ResourceComparison(
        ResourceObjects<TState> objects,
        string? key,
        TState? desired,
        TState? actual,
        IReadOnlyList<FoundDifference> found,
        AcceptedDeviations? deviations
    )
        : base(objects.Binding, key, !objects.IsNothing(desired), !objects.IsNothing(actual), found, deviations)
    {
        _objects = objects;
        Desired = desired;
        Actual = actual;
    }

    /// <summary>The desired state; null for an object that must not exist.</summary>
    internal TState? Desired { get; }

    /// <summary>The actual state; null for an object that does not exist, was never created, or cannot be read.</summary>
    internal TState? Actual { get; }

    internal override bool IsRemoving =>
        Effect == ResourceEffect.Remove
        || (
            Effect == ResourceEffect.Change
            && Desired is { } desired
            && Actual is { } actual
            && (Kept(desired, actual) is not { } kept || _objects.Removes(kept, actual))
        );

    /// <summary>Compares a desired state with the actual state.</summary>
    /// <param name="objects">What is compared.</param>
    /// <param name="key">The key; null when nothing was ever created.</param>
    /// <param name="desired">The desired state; null for an object that must not exist.</param>
    /// <param name="calls">Calls the external system.</param>
    /// <param name="deviations">Reads what is accepted of the subscription; null for nothing.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    internal static async Task<ResourceComparison<TState>> ReadAsync(
        ResourceObjects<TState> objects,
        string? key,
        TState? desired,
        ExternalCalls calls,
        IDeviationReader? deviations,
        CancellationToken cancellationToken
    )
    {
        if (!objects.Binding.IsReadable)
        {
            return new(objects, key, desired, actual: null, [], deviations: null);
        }

        var actual = key is null
            ? null
            : await calls.RunAsync(objects.Binding, objects.ReadMethod, token => objects.ReadAsync(key, token), cancellationToken);
        var found = objects.Shape.Find(desired, actual);
        var accepted =
            found.Count == 0 || deviations is null ? null : await deviations.FindAsync(objects.SubscriptionId, cancellationToken);
        return new(objects, key, desired, actual, found, accepted);
    }

    /// <summary>
    /// What an apply writes: the desired state, with the actual values of what is accepted and of what the external system decides.
    /// </summary>
    /// <exception cref="ProcessFailureException">What is accepted cannot be left alone.</exception>
    internal TState? Pushed()
    {
        if (Desired is null || Actual is null)
        {
            return Desired;
        }

        return Kept(Desired, Actual) is { } kept
            ? _objects.Shape.Take(kept, Actual)
            : throw new ProcessFailureException(
                $"{Binding.Name} cannot be written without the differences that are accepted, so it was not written. Withdraw the "
                    + $"acceptance of {string.Join(", ", Accepted.Select(static difference => difference.Shown.Path))}.",
                Report(Effect)
            );
    }

    /// <summary>The desired state with the actual values of what is accepted; null where that cannot be written.</summary>
    private TState? Kept(TState desired, TState actual) =>
        Accepted.Count == 0 ? desired : AcceptedValues.Keep(_objects.Shape, desired, actual, Accepted);

    internal override bool CanKeep(FoundDifference difference) =>
        difference.HasFixedPlace
        && (
            difference.Place is null
            || (
                Desired is { } desired
                && Actual is { } actual
                && AcceptedValues.Keep(_objects.Shape, desired, actual, [difference]) is not null
            )
        );

    internal override SeenState See(StateHasher hasher) =>
        new(
            Convert.ToHexStringLower(
                hasher.OfList([
                    Key is null ? hasher.OfNothing() : hasher.OfText(Key),
                    _objects.Shape.Hash(Desired, hasher),
                    hasher.OfSet(Accepted.Select(difference => hasher.OfText(difference.Shown.Path))),
                ])
            ),
            Convert.ToHexStringLower(_objects.Shape.Hash(Actual, hasher))
        )
        {
            Different = _objects.HashDifferent(Desired, Actual, hasher),
        };
}
