using Orchestrator.Binding;

namespace Orchestrator.ExternalResources;

/// <summary>The one object that a subscription has of a resource.</summary>
/// <param name="resource">The resource.</param>
/// <param name="binding">Its binding.</param>
/// <param name="subscription">The subscription.</param>
/// <param name="earlierKey">The object's key as an earlier step of the process stored it, which the subscription may not have yet; null if
/// there is none.</param>
internal sealed class SingleObject<TModel, TView, TState>(
    ExternalResource<TModel, TView, TState> resource,
    ResourceBinding binding,
    TModel subscription,
    string? earlierKey
) : ResourceObjects<TState>(binding, subscription.SubscriptionId)
    where TModel : SubscriptionModel
    where TView : class
    where TState : class
{
    internal override StateShape<TState> Shape => resource.ShapeOfState;

    internal override string? Key => Identify() ?? earlierKey;

    internal override string? FindOtherKey(string? written) =>
        Identify() is { } identified && identified != written ? identified : null;

    internal override TState? Describe() => resource.Describe(resource.ViewOf(subscription));

    internal override ResourceMethod ReadMethod => ResourceMethod.Read;

    internal override Task<TState?> ReadAsync(string key, CancellationToken cancellationToken) =>
        resource.ReadAsync(key, cancellationToken);

    internal override async Task<string> WriteAsync(
        string? key,
        TState? written,
        TState? actual,
        bool isForced,
        ExternalCalls calls,
        CancellationToken cancellationToken
    )
    {
        if (written is null)
        {
            await RemoveAsync(key!, calls, cancellationToken);
            return key!;
        }

        var used = await calls.RunAsync(
            Binding,
            ResourceMethod.Apply,
            token => resource.ApplyAsync(key, written, actual, token),
            cancellationToken
        );
        return !string.IsNullOrEmpty(used)
            ? used
            : throw new InvalidOperationException(
                $"{TypeText.Of(resource.GetType())}.ApplyAsync returned no key. Return the key by which the external system finds "
                    + "the object."
            );
    }

    internal override Task RemoveAsync(string key, TState state, ExternalCalls calls, CancellationToken cancellationToken) =>
        RemoveAsync(key, calls, cancellationToken);

    private string? Identify() =>
        resource.Identify(subscription) is not "" and var key
            ? key
            : throw new InvalidOperationException(
                $"{TypeText.Of(resource.GetType())}.Identify returned an empty key. Return the key by which the external system finds the "
                    + "object, or null while it has none."
            );

    private Task RemoveAsync(string key, ExternalCalls calls, CancellationToken cancellationToken) =>
        calls.RunAsync(Binding, ResourceMethod.Remove, token => resource.RemoveAsync(key, token), cancellationToken);
}
