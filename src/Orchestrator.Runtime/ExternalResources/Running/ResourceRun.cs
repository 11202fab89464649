using Orchestrator.Binding;
using Orchestrator.Drift;

namespace Orchestrator.ExternalResources;

/// <summary>One run of a step on what a subscription has of a resource.</summary>
internal sealed class ResourceRun<TState>(
    ResourceObjects<TState> objects,
    ExternalCalls calls,
    WriteRules rules,
    CancellationToken cancellationToken
)
    where TState : class
{
    private ResourceBinding Binding => objects.Binding;

    internal Task<ResourceResult> RunAsync(ResourceAction action) =>
        action switch
        {
            ResourceAction.Apply => ApplyAsync(),
            ResourceAction.Remove => RemoveAsync(),
            ResourceAction.Compare => CompareAsync(),
            _ => throw new InvalidOperationException($"{action} is not an action on a resource."),
        };

    /// <summary>Reads again what an earlier run has written.</summary>
    internal Task<ResourceResult> ConfirmAsync(ResourceAction action, ResourceReport written) =>
        ConfirmAsync(written, written.IsGone ? objects.Nothing : objects.Describe(), DeviationsOf(action));

    private async Task<ResourceResult> ApplyAsync()
    {
        var key = objects.Key;
        var desired = objects.Describe();
        if (key is null && desired is not null && rules.OnlyKnown)
        {
            throw new SubscriptionException(
                "resource_never_created",
                $"{Binding.Name} of subscription {objects.SubscriptionId} was never created: its subscription has no key of it, so "
                    + "there is nothing to reconcile. Create it with the create or a modify workflow."
            );
        }

        if (key is null && desired is not null && rules.LostKey is { } lost)
        {
            throw new SubscriptionException(
                "resource_key_lost",
                $"{Binding.Name} was not written: Identify returns null for subscription {objects.SubscriptionId}, and no later step of "
                    + "the workflow stores the key that ApplyAsync returns, so each process would create another object. Write a step "
                    + $"after it that takes '{lost}' and stores it in the subscription."
            );
        }

        return await WriteAsync(await ReadAsync(key, desired, rules.Deviations), rules.Deviations);
    }

    private async Task<ResourceResult> RemoveAsync()
    {
        var deviations = DeviationsOf(ResourceAction.Remove);
        return await WriteAsync(await ReadAsync(objects.Key, objects.Nothing, deviations), deviations);
    }

    // What a subscription that ends has is removed, whatever was accepted of it.
    private IDeviationReader? DeviationsOf(ResourceAction action) => action == ResourceAction.Remove ? null : rules.Deviations;

    private async Task<ResourceResult> WriteAsync(ResourceComparison<TState> found, IDeviationReader? deviations)
    {
        var isRemoved = objects.IsNothing(found.Desired);
        if (isRemoved && found.Key is null)
        {
            return new(found.Report(ResourceEffect.Nothing) with { IsGone = true });
        }

        var effect = EffectOf(found, isRemoved);
        if (effect == ResourceEffect.Nothing)
        {
            // What is accepted stays although it must not exist, and so does its key.
            return new(found.Report(effect) with { IsGone = isRemoved && objects.IsNothing(found.Actual) });
        }

        rules.BeforeWrite?.Invoke(found);
        var key = await objects.WriteAsync(
            found.Key,
            found.Pushed(),
            found.Actual,
            rules.Force || rules.WritesUnread,
            calls,
            cancellationToken
        );
        return await ConfirmAsync(found.Report(effect) with { Key = key, IsGone = isRemoved }, found.Desired, deviations);
    }

    /// <summary>What is done. With <c>Force</c> it is written although nothing differs; so is what cannot be read as a whole.</summary>
    private ResourceEffect EffectOf(ResourceComparison<TState> found, bool isRemoved) =>
        found.Effect != ResourceEffect.Nothing || found.IsAcceptedAsAWhole ? found.Effect
        : isRemoved ? (rules.Force ? ResourceEffect.Remove : ResourceEffect.Nothing)
        : rules.Force || rules.WritesUnread ? ResourceEffect.Change
        : ResourceEffect.Nothing;

    private async Task<ResourceResult> CompareAsync()
    {
        var found = await ReadAsync(objects.Key, objects.Describe(), rules.Deviations);
        var report = found.Report(Binding.IsReadable ? ResourceEffect.Nothing : ResourceEffect.CannotTell);
        return !found.IsDrifted
            ? new(report)
            : throw new InconsistentDataException($"{Binding.Name} differs from the subscription: {report.Paths}.", report);
    }

    private Task<ResourceComparison<TState>> ReadAsync(string? key, TState? desired, IDeviationReader? deviations) =>
        ResourceComparison<TState>.ReadAsync(objects, key, desired, calls, deviations, cancellationToken);

    /// <summary>
    /// Reads what was written, or leaves that to the step after the callback. What cannot be read counts as written correctly.
    /// </summary>
    private async Task<ResourceResult> ConfirmAsync(ResourceReport written, TState? desired, IDeviationReader? deviations)
    {
        if (rules.AwaitsCallback)
        {
            return new(written with { IsUnconfirmed = true });
        }

        var remaining = await ReadAsync(written.Key, desired, deviations);
        var other = written.IsGone ? null : objects.FindOtherKey(written.Key);
        return new(written with { IsUnconfirmed = false }, remaining.IsDrifted ? remaining.Report(ResourceEffect.Nothing) : null)
        {
            OtherKey = other is null || (!remaining.IsDrifted && await IsFoundAsync(other)) ? null : other,
        };

        // The next process reads by this key. A system may find the object by both.
        async Task<bool> IsFoundAsync(string key) => !(await ReadAsync(key, desired, deviations)).IsDrifted;
    }
}
