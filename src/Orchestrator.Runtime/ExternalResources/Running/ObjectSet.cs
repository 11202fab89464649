using System.Collections.ObjectModel;
using Orchestrator.Binding;

namespace Orchestrator.ExternalResources;

/// <summary>The objects that a subscription has of a resource, as one state: a dictionary by the keys of the objects.</summary>
/// <param name="set">The resource.</param>
/// <param name="binding">Its binding.</param>
/// <param name="subscription">The subscription.</param>
internal sealed class ObjectSet<TModel, TView, TState>(
    ExternalResourceSet<TModel, TView, TState> set,
    ResourceBinding binding,
    TModel subscription
) : ResourceObjects<IReadOnlyDictionary<string, TState>>(binding, subscription.SubscriptionId)
    where TModel : SubscriptionModel
    where TView : class
    where TState : class
{
    internal override StateShape<IReadOnlyDictionary<string, TState>> Shape { get; } =
        StateShapes.Dictionary<IReadOnlyDictionary<string, TState>, string, TState>(set.ShapeOfState);

    internal override string Key => subscription.SubscriptionId.ToString();

    internal override IReadOnlyDictionary<string, TState> Nothing => ReadOnlyDictionary<string, TState>.Empty;

    internal override IReadOnlyDictionary<string, TState> Describe() =>
        ByKey(Describe(set.ViewOf(subscription)) ?? throw Missing(nameof(set.Describe)));

    internal override ResourceMethod ReadMethod => ResourceMethod.List;

    internal override async Task<IReadOnlyDictionary<string, TState>?> ReadAsync(string key, CancellationToken cancellationToken) =>
        ByKey(await set.ListAsync(subscription, cancellationToken) ?? throw Missing(nameof(set.ListAsync)));

    /// <summary>Removes what must not be there before anything is written, because it may hold what a new object needs.</summary>
    internal override async Task<string> WriteAsync(
        string? key,
        IReadOnlyDictionary<string, TState>? written,
        IReadOnlyDictionary<string, TState>? actual,
        bool isForced,
        ExternalCalls calls,
        CancellationToken cancellationToken
    )
    {
        await RemoveAsync(actual!.Keys.Where(present => !written!.ContainsKey(present)), calls, cancellationToken);
        foreach (var (name, wanted) in written!)
        {
            var present = actual!.GetValueOrDefault(name);
            if (isForced || !set.ShapeOfState.AreEqual(wanted, present))
            {
                var pushed = set.ShapeOfState.Take(wanted, present);
                await calls.RunAsync(
                    Binding,
                    ResourceMethod.Apply,
                    token => set.ApplyAsync(name, pushed, present, token),
                    cancellationToken
                );
            }
        }

        return Key;
    }

    internal override Task RemoveAsync(
        string key,
        IReadOnlyDictionary<string, TState> state,
        ExternalCalls calls,
        CancellationToken cancellationToken
    ) => RemoveAsync(state.Keys, calls, cancellationToken);

    internal override IEnumerable<IReadOnlyDictionary<string, TState>> WithoutEach(IReadOnlyDictionary<string, TState> state) =>
        state.Keys.Select(left => state.Where(pair => pair.Key != left).ToDictionary(StringComparer.Ordinal));

    internal override bool Removes(IReadOnlyDictionary<string, TState> written, IReadOnlyDictionary<string, TState> actual) =>
        actual.Keys.Any(present => !written.ContainsKey(present));

    internal override bool IsNothing(IReadOnlyDictionary<string, TState>? state) => state is null or { Count: 0 };

    internal override IReadOnlyDictionary<string, string> HashDifferent(
        IReadOnlyDictionary<string, TState>? desired,
        IReadOnlyDictionary<string, TState>? actual,
        StateHasher hasher
    ) =>
        desired!
            .Keys.Union(actual!.Keys, StringComparer.Ordinal)
            .Select(key => (Key: key, Desired: desired.GetValueOrDefault(key), Actual: actual.GetValueOrDefault(key)))
            .Where(pair => !set.ShapeOfState.AreEqual(pair.Desired, pair.Actual))
            .ToDictionary(
                static pair => pair.Key,
                pair =>
                    Convert.ToHexStringLower(
                        hasher.OfList([set.ShapeOfState.Hash(pair.Desired, hasher), set.ShapeOfState.Hash(pair.Actual, hasher)])
                    ),
                StringComparer.Ordinal
            );

    private async Task RemoveAsync(IEnumerable<string> keys, ExternalCalls calls, CancellationToken cancellationToken)
    {
        foreach (var removed in keys)
        {
            await calls.RunAsync(Binding, ResourceMethod.Remove, token => set.RemoveAsync(removed, token), cancellationToken);
        }
    }

    // A key is the same to the comparison, to a plan and to a write: not as the author's dictionary compares it, and not as one that the
    // author changes meanwhile.
    private static Dictionary<string, TState> ByKey(IReadOnlyDictionary<string, TState> objects) => new(objects, StringComparer.Ordinal);

    /// <summary>A dictionary refuses a second object with a key, and does not say of which resource.</summary>
    private IReadOnlyDictionary<string, TState>? Describe(TView view)
    {
        try
        {
            return set.Describe(view);
        }
        catch (ArgumentException exception)
        {
            throw new InvalidOperationException(
                $"{TypeText.Of(set.GetType())}.{nameof(set.Describe)} of subscription {subscription.SubscriptionId} failed: "
                    + $"{exception.Message} If two objects have the same key, build the dictionary with ByKey, which names both.",
                exception
            );
        }
    }

    private InvalidOperationException Missing(string method) =>
        new($"{TypeText.Of(set.GetType())}.{method} returned null. Return an empty dictionary when there are no objects.");
}
