using Orchestrator.Binding;

namespace Orchestrator.ExternalResources;

/// <summary>What a subscription has of a resource in the external system, without the type of its state.</summary>
internal interface IResourceObjects
{
    /// <summary>Applies, removes or compares it, or reads back what an earlier run has written.</summary>
    Task<ResourceResult> RunAsync(
        ResourceAction action,
        ResourceReport? written,
        ExternalCalls calls,
        WriteRules rules,
        CancellationToken cancellationToken
    );

    /// <summary>Compares its desired and its actual state; writes nothing.</summary>
    Task<ResourceComparison> CompareAsync(ExternalCalls calls, IDeviationReader deviations, CancellationToken cancellationToken);
}

/// <summary>
/// What a subscription has of a resource in the external system, compared and written as one state: that of its object, or those of all
/// objects of a set.
/// </summary>
/// <param name="binding">The resource.</param>
/// <param name="subscriptionId">The subscription.</param>
internal abstract class ResourceObjects<TState>(ResourceBinding binding, Guid subscriptionId) : IResourceObjects
    where TState : class
{
    /// <summary>The resource.</summary>
    internal ResourceBinding Binding { get; } = binding;

    /// <summary>The subscription.</summary>
    internal Guid SubscriptionId { get; } = subscriptionId;

    /// <summary>How the state is compared.</summary>
    internal abstract StateShape<TState> Shape { get; }

    /// <summary>The key by which the state is read; null when nothing was ever created.</summary>
    internal abstract string? Key { get; }

    /// <summary>The key that the subscription gives, if it is another one than the key of a write; null for a set.</summary>
    internal virtual string? FindOtherKey(string? written) => null;

    /// <summary>The state of something that is removed.</summary>
    internal virtual TState? Nothing => null;

    /// <summary>Describes the desired state.</summary>
    internal abstract TState? Describe();

    /// <summary>The author's method that reads the actual state.</summary>
    internal abstract ResourceMethod ReadMethod { get; }

    /// <summary>Reads the actual state.</summary>
    internal abstract Task<TState?> ReadAsync(string key, CancellationToken cancellationToken);

    /// <summary>Makes the external system have a state.</summary>
    /// <param name="key">The key; null when nothing was ever created.</param>
    /// <param name="written">The state; null for an object that must not exist.</param>
    /// <param name="actual">The actual state.</param>
    /// <param name="isForced">Whether it is written also where nothing differs.</param>
    /// <param name="calls">Calls the external system.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <returns>The key.</returns>
    internal abstract Task<string> WriteAsync(
        string? key,
        TState? written,
        TState? actual,
        bool isForced,
        ExternalCalls calls,
        CancellationToken cancellationToken
    );

    /// <summary>Removes what a state says is there, whether it is or not.</summary>
    internal abstract Task RemoveAsync(string key, TState state, ExternalCalls calls, CancellationToken cancellationToken);

    /// <summary>A state without each of the objects of a set in turn; none for a single object.</summary>
    internal virtual IEnumerable<TState> WithoutEach(TState state) => [];

    /// <summary>Whether to write a state over another one removes an object of a set; false for a single object.</summary>
    internal virtual bool Removes(TState written, TState actual) => false;

    /// <summary>Whether nothing is to be there, or is there.</summary>
    internal virtual bool IsNothing(TState? state) => state is null;

    /// <summary>Hashes of each object of a set that differs, by its key; null for a single object.</summary>
    internal virtual IReadOnlyDictionary<string, string>? HashDifferent(TState? desired, TState? actual, StateHasher hasher) => null;

    public Task<ResourceResult> RunAsync(
        ResourceAction action,
        ResourceReport? written,
        ExternalCalls calls,
        WriteRules rules,
        CancellationToken cancellationToken
    )
    {
        var run = new ResourceRun<TState>(this, calls, rules, cancellationToken);
        return written is null ? run.RunAsync(action) : run.ConfirmAsync(action, written);
    }

    public async Task<ResourceComparison> CompareAsync(
        ExternalCalls calls,
        IDeviationReader deviations,
        CancellationToken cancellationToken
    ) => await ResourceComparison<TState>.ReadAsync(this, Key, Describe(), calls, deviations, cancellationToken);
}
