using Orchestrator.Binding;

namespace Orchestrator.ExternalResources;

/// <summary>One run of a step on the object of one subscription.</summary>
internal sealed class ResourceRun<TModel, TView, TState>(
    ExternalResource<TModel, TView, TState> resource,
    ResourceBinding binding,
    TModel subscription,
    StepCall call,
    string? earlierKey
)
    where TModel : SubscriptionModel
    where TView : class
    where TState : class
{
    private CancellationToken Token => call.CancellationToken;

    internal Task<ResourceReport> RunAsync(ResourceAction action) =>
        action switch
        {
            ResourceAction.Apply => ApplyAsync(),
            ResourceAction.Remove => RemoveAsync(Key),
            ResourceAction.Compare => CompareAsync(),
            _ => throw new InvalidOperationException($"{action} is not an action on a resource."),
        };

    /// <summary>
    /// The object's key, which the subscription may not have yet when an earlier step of the process has created the object.
    /// </summary>
    private string? Key => resource.Identify(subscription) ?? earlierKey;

    private async Task<ResourceReport> ApplyAsync()
    {
        var key = Key;
        if (resource.Describe(resource.ViewOf(subscription)) is not { } desired)
        {
            return await RemoveAsync(key);
        }

        if (key is null && call.Process.Target == Target.Reconcile)
        {
            throw new SubscriptionException(
                "resource_never_created",
                $"{binding.Name} of subscription {subscription.SubscriptionId} was never created: its subscription has no key of it, so there is nothing to reconcile. Create it with the create or a modify workflow."
            );
        }

        if (!binding.IsReadable)
        {
            return Report(await WriteAsync(key, desired, actual: null), ResourceEffect.CannotTell, []);
        }

        var actual = key is null ? null : await resource.ReadAsync(key, Token);
        var differences = resource.ShapeOfState.Compare(desired, actual);
        if (key is not null && differences.Count == 0)
        {
            return Report(key, ResourceEffect.Nothing, []);
        }

        var written = await WriteAsync(key, actual is null ? desired : resource.ShapeOfState.Take(desired, actual), actual);
        await CheckAsync(written, desired, "was written, but still differs");
        return Report(written, actual is null ? ResourceEffect.Create : ResourceEffect.Change, differences);
    }

    private async Task<ResourceReport> RemoveAsync(string? key)
    {
        if (key is null)
        {
            return Report(key, ResourceEffect.Nothing, []) with { IsGone = true };
        }

        if (!binding.IsReadable)
        {
            await resource.RemoveAsync(key, Token);
            return Report(key, ResourceEffect.CannotTell, []) with { IsGone = true };
        }

        var differences = resource.ShapeOfState.Compare(null, await resource.ReadAsync(key, Token));
        if (differences.Count == 0)
        {
            return Report(key, ResourceEffect.Nothing, []) with { IsGone = true };
        }

        await resource.RemoveAsync(key, Token);
        await CheckAsync(key, desired: null, "was removed, but is still there");
        return Report(key, ResourceEffect.Remove, differences) with { IsGone = true };
    }

    private async Task<ResourceReport> CompareAsync()
    {
        var key = Key;
        if (!binding.IsReadable)
        {
            return Report(key, ResourceEffect.CannotTell, []);
        }

        var desired = resource.Describe(resource.ViewOf(subscription));
        var actual = key is null ? null : await resource.ReadAsync(key, Token);
        var report = Report(key, ResourceEffect.Nothing, resource.ShapeOfState.Compare(desired, actual));
        return report.DifferenceCount == 0
            ? report
            : throw new InconsistentDataException($"{binding.Name} differs from the subscription: {report.Paths}.", report);
    }

    private async Task<string> WriteAsync(string? key, TState desired, TState? actual) =>
        await resource.ApplyAsync(key, desired, actual, Token) is { Length: > 0 } written
            ? written
            : throw new InvalidOperationException(
                $"{resource.GetType().Name}.ApplyAsync returned no key. Return the key by which the external system finds the object."
            );

    /// <exception cref="ProcessFailureException">The external system does not hold what it was told to.</exception>
    private async Task CheckAsync(string key, TState? desired, string problem)
    {
        var remaining = Report(key, ResourceEffect.Nothing, resource.ShapeOfState.Compare(desired, await resource.ReadAsync(key, Token)));
        if (remaining.DifferenceCount > 0)
        {
            throw new ProcessFailureException($"{binding.Name} {problem}: {remaining.Paths}.", remaining);
        }
    }

    private ResourceReport Report(string? key, ResourceEffect effect, IReadOnlyList<Difference> differences) =>
        new(binding.Name, binding.System, key, effect, [.. differences.Take(ResourceReport.MaxDifferences)], differences.Count);
}
