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

    internal override string? FindOtherKey(string? written) => Identify() is { } identified && identified != written ? identified : null;

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

        var used = await calls.RunAsync(Binding, ResourceMethod.Apply, token => ApplyAsync(key, written, actual, token), cancellationToken);
        return !string.IsNullOrEmpty(used)
            ? used
            : throw new InvalidOperationException(
                $"{TypeText.Of(resource.GetType())}.ApplyAsync returned no key. Return the key by which the external system finds "
                    + "the object."
            );
    }

    internal override Task RemoveAsync(string key, TState state, ExternalCalls calls, CancellationToken cancellationToken) =>
        RemoveAsync(key, calls, cancellationToken);

    /// <summary>
    /// Applies, and says of a write that does without a key what it needs one for why it has none. Only an exception that names the key
    /// tells that it is that: every object whose key the external system gives is created without one.
    /// </summary>
    private async Task<string> ApplyAsync(string? key, TState written, TState? actual, CancellationToken cancellationToken)
    {
        try
        {
            return await resource.ApplyAsync(key, written, actual, cancellationToken);
        }
        catch (ArgumentNullException exception) when (key is null && exception.ParamName == nameof(key))
        {
            throw new InvalidOperationException(
                $"{TypeText.Of(resource.GetType())}.ApplyAsync failed: {exception.Message} Its key is null, because Identify returns "
                    + $"null for subscription {subscription.SubscriptionId}. Without a key, let it create the object and return the key "
                    + "that the external system gives it, or let Identify return one.",
                exception
            );
        }
    }

    /// <summary>Identifies, and says of a value that the subscription lacks how one is identified that was never created.</summary>
    private string? CallIdentify()
    {
        try
        {
            return resource.Identify(subscription);
        }
        catch (Exception exception)
            when (exception is NullReferenceException or ArgumentNullException || exception.GetType() == typeof(InvalidOperationException))
        {
            throw new InvalidOperationException(
                $"{TypeText.Of(resource.GetType())}.Identify failed for subscription {subscription.SubscriptionId}: {exception.Message} "
                    + "It is called in every lifecycle: let it return null while the subscription lacks what the key is made of.",
                exception
            );
        }
    }

    private string? Identify() =>
        CallIdentify() is not "" and var key
            ? key
            : throw new InvalidOperationException(
                $"{TypeText.Of(resource.GetType())}.Identify returned an empty key. Return the key by which the external system finds the "
                    + "object, or null while it has none."
            );

    private Task RemoveAsync(string key, ExternalCalls calls, CancellationToken cancellationToken) =>
        calls.RunAsync(Binding, ResourceMethod.Remove, token => resource.RemoveAsync(key, token), cancellationToken);
}
