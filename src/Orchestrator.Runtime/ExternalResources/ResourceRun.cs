using Orchestrator.Binding;
using Orchestrator.Drift;

namespace Orchestrator.ExternalResources;

/// <summary>One run of a step on the object of one subscription.</summary>
internal sealed class ResourceRun<TModel, TView, TState>(
    ExternalResource<TModel, TView, TState> resource,
    ResourceBinding binding,
    TModel subscription,
    StepCall call,
    ExternalCalls calls,
    string? earlierKey,
    WriteRules rules
)
    where TModel : SubscriptionModel
    where TView : class
    where TState : class
{
    private CancellationToken Token => call.CancellationToken;

    internal Task<ResourceResult> RunAsync(ResourceAction action) =>
        action switch
        {
            ResourceAction.Apply => ApplyAsync(),
            ResourceAction.Remove => RemoveAsync(),
            ResourceAction.Compare => CompareAsync(),
            _ => throw new InvalidOperationException($"{action} is not an action on a resource."),
        };

    /// <summary>Reads again what an earlier run has written.</summary>
    internal Task<ResourceResult> ConfirmAsync(ResourceReport written) =>
        written.IsGone
            ? ConfirmGoneAsync(written)
            : ConfirmAsync(written, resource.Describe(resource.ViewOf(subscription)), FindDeviationsAsync);

    /// <summary>
    /// The object's key, which the subscription may not have yet when an earlier step of the process has created the object.
    /// </summary>
    private string? Key => resource.Identify(subscription) ?? earlierKey;

    private async Task<ResourceResult> ApplyAsync()
    {
        var key = Key;
        var desired = resource.Describe(resource.ViewOf(subscription));
        if (key is null && desired is not null && call.Process.Target == Target.Reconcile)
        {
            throw new SubscriptionException(
                "resource_never_created",
                $"{binding.Name} of subscription {subscription.SubscriptionId} was never created: its subscription has no key of it, so there is nothing to reconcile. Create it with the create or a modify workflow."
            );
        }

        var found = await ReadAsync(key, desired, FindDeviationsAsync);
        return desired is null ? await RemoveAsync(found) : await WriteAsync(found, desired);
    }

    // An object of a subscription that ends is removed, whatever was accepted of it.
    private async Task<ResourceResult> RemoveAsync() => await RemoveAsync(await ReadAsync(Key, desired: null, deviations: null));

    private async Task<ResourceResult> RemoveAsync(ResourceComparison<TState> found)
    {
        if (found.Key is not { } key)
        {
            return new(found.Report(ResourceEffect.Nothing) with { IsGone = true });
        }

        var effect = EffectOf(found);
        if (effect == ResourceEffect.Nothing)
        {
            // One whose presence is accepted stays, and so does its key.
            return new(found.Report(effect) with { IsGone = found.Actual is null });
        }

        rules.BeforeWrite?.Invoke(found);
        await calls.RunAsync(binding, token => resource.RemoveAsync(key, token), Token);
        return await ConfirmGoneAsync(found.Report(effect) with { IsGone = true });
    }

    private async Task<ResourceResult> WriteAsync(ResourceComparison<TState> found, TState desired)
    {
        var effect = EffectOf(found);
        if (effect == ResourceEffect.Nothing)
        {
            return new(found.Report(effect));
        }

        rules.BeforeWrite?.Invoke(found);
        var pushed = found.Pushed();
        var key = await calls.RunAsync(binding, token => resource.ApplyAsync(found.Key, pushed!, found.Actual, token), Token);
        if (string.IsNullOrEmpty(key))
        {
            throw new InvalidOperationException(
                $"{resource.GetType().Name}.ApplyAsync returned no key. Return the key by which the external system finds the object."
            );
        }

        return await ConfirmAsync(found.Report(effect) with { Key = key }, desired, FindDeviationsAsync);
    }

    /// <summary>What is done to the object. With <c>Force</c> it is written although nothing differs.</summary>
    private ResourceEffect EffectOf(ResourceComparison<TState> found) =>
        found.Effect != ResourceEffect.Nothing || !rules.Force || found.IsAcceptedAsAWhole ? found.Effect
        : found.Desired is null ? ResourceEffect.Remove
        : ResourceEffect.Change;

    private async Task<ResourceResult> CompareAsync()
    {
        var found = await ResourceComparison<TState>.ReadAsync(resource, binding, subscription, earlierKey, calls, rules.Deviations, Token);
        var report = found.Report(binding.IsReadable ? ResourceEffect.Nothing : ResourceEffect.CannotTell);
        return !found.IsDrifted
            ? new(report)
            : throw new InconsistentDataException($"{binding.Name} differs from the subscription: {report.Paths}.", report);
    }

    private Task<ResourceComparison<TState>> ReadAsync(
        string? key,
        TState? desired,
        Func<CancellationToken, ValueTask<AcceptedDeviations?>>? deviations
    ) => ResourceComparison<TState>.ReadAsync(resource, binding, key, desired, calls, deviations, Token);

    private ValueTask<AcceptedDeviations?> FindDeviationsAsync(CancellationToken cancellationToken) =>
        rules.Deviations.FindAsync(subscription.SubscriptionId, cancellationToken);

    private Task<ResourceResult> ConfirmGoneAsync(ResourceReport written) => ConfirmAsync(written, desired: null, deviations: null);

    /// <summary>
    /// Reads the object after it was written, or leaves that to the step after the callback. One that cannot be read counts as written
    /// correctly.
    /// </summary>
    private async Task<ResourceResult> ConfirmAsync(
        ResourceReport written,
        TState? desired,
        Func<CancellationToken, ValueTask<AcceptedDeviations?>>? deviations
    )
    {
        if (rules.AwaitsCallback)
        {
            return new(written with { IsUnconfirmed = true });
        }

        var remaining = await ReadAsync(written.Key, desired, deviations);
        return new(written with { IsUnconfirmed = false }, remaining.IsDrifted ? remaining.Report(ResourceEffect.Nothing) : null);
    }
}
