using Orchestrator.Binding;
using Orchestrator.Catalog;
using Orchestrator.ExternalResources;

namespace Orchestrator.Tests.Faults;

/// <summary>A set of external resources every part of which throws when it is told to. Bound by hand, as the build would emit it.</summary>
public sealed class FaultyResourceSet : ExternalResourceSet<Faulty, FaultyState>
{
    private static readonly StateShape<FaultyState> Compared = StateShapes.Object<FaultyState>(static members =>
        members.Add("size", static state => state.Size, StateShapes.Value<int>())
    );

    // One that is not described and none that is, so that each part is called.
    private readonly Dictionary<string, FaultyState> _held = new() { ["other"] = new(1, 1, [1]) };

    protected override StateShape<FaultyState> Shape => Compared;

    public override IReadOnlyDictionary<string, FaultyState> Describe(Faulty subscription) =>
        Fault.Hit(
            "ExternalResourceSet<>.Describe",
            ByKey(
                ["key"],
                static name => Fault.Hit("ExternalResourceSet<>.ByKey(key)", name),
                static _ => Fault.Hit("ExternalResourceSet<>.ByKey(state)", new FaultyState(2, 2, [2]))
            )
        );

    public override Task<IReadOnlyDictionary<string, FaultyState>> ListAsync(Faulty subscription, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, FaultyState>>(
            Fault.Hit("ExternalResourceSet<>.ListAsync", new Dictionary<string, FaultyState>(_held))
        );

    public override Task ApplyAsync(string key, FaultyState desired, FaultyState? actual, CancellationToken cancellationToken)
    {
        _held[key] = Fault.Hit("ExternalResourceSet<>.ApplyAsync", desired);
        return Task.CompletedTask;
    }

    public override Task RemoveAsync(string key, CancellationToken cancellationToken)
    {
        _held.Remove(Fault.Hit("ExternalResourceSet<>.RemoveAsync", key));
        return Task.CompletedTask;
    }

    internal static void Register(CatalogBuilder catalog) =>
        catalog.Resources.Add(
            typeof(FaultyResourceSet),
            new ResourceBinding("FaultyResourceSet", "a faulty set", StateKey: null, static _ => new FaultyResourceSet())
        );
}
