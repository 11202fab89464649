using System.Collections.Concurrent;
using System.Net;

namespace Orchestrator.Testing.Tests;

public enum CrateKind
{
    Wooden,
    Steel,
}

public sealed record CrateSlot(string Code, int? Level);

/// <summary>A state with a value of every kind that is spoiled in its own way.</summary>
public sealed record CrateState(
    string Name,
    int Weight,
    bool IsOpen,
    Guid Owner,
    DateTimeOffset Packed,
    CrateKind Kind,
    CrateKind? Lid,
    IPAddress Address,
    string? Note,
    [property: ElementKey(nameof(CrateSlot.Code))] IReadOnlyList<CrateSlot> Slots,
    [property: Unordered] IReadOnlyList<string> Tags,
    [property: NotCompared] int Revision,
    [property: WriteOnly] string Code
);

/// <summary>A store of crates that can be made to do wrong.</summary>
public sealed class CrateStore
{
    public ConcurrentDictionary<string, CrateState> Crates { get; } = new(StringComparer.Ordinal);

    /// <summary>What is kept of what is written.</summary>
    public Func<CrateState, CrateState> Keep { get; set; } = static state => state;

    /// <summary>The key that a write returns.</summary>
    public Func<string, string> Returned { get; set; } = static key => key;

    /// <summary>What is done when a crate is removed that is not there.</summary>
    public Action Missing { get; set; } = static () => { };
}

[ExternalResource("crate in the store")]
public sealed partial class CrateResource(CrateStore store) : ExternalResource<Parcel, CrateState>
{
    public override string Identify(Parcel subscription) => subscription.SubscriptionId.ToString();

    public override CrateState? Describe(Parcel subscription) =>
        subscription.Block.Weight == 0
            ? null
            : new(
                subscription.Description,
                subscription.Block.Weight,
                IsOpen: true,
                subscription.SubscriptionId,
                DateTimeOffset.UnixEpoch,
                CrateKind.Wooden,
                Lid: null,
                IPAddress.Loopback,
                Note: null,
                [new("a", 1), new("b", null)],
                ["fragile"],
                Revision: 0,
                "s3cret"
            );

    public override Task<CrateState?> ReadAsync(string key, CancellationToken cancellationToken) =>
        Task.FromResult(store.Crates.GetValueOrDefault(key));

    public override Task<string> ApplyAsync(string? key, CrateState desired, CrateState? actual, CancellationToken cancellationToken)
    {
        var kept = store.Keep(desired);
        store.Crates[key!] = kept with { Revision = (actual?.Revision ?? 0) + 1 };
        return Task.FromResult(store.Returned(key!));
    }

    public override Task RemoveAsync(string key, CancellationToken cancellationToken)
    {
        if (!store.Crates.TryRemove(key, out _))
        {
            store.Missing();
        }

        return Task.CompletedTask;
    }
}
