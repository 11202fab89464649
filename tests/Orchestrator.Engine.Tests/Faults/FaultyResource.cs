using Orchestrator.Binding;
using Orchestrator.Catalog;
using Orchestrator.ExternalResources;

namespace Orchestrator.Tests.Faults;

public sealed record FaultyState(int Size, int Secret, IReadOnlyList<int> Parts);

/// <summary>An external resource every part of which throws when it is told to. Bound by hand, as the build would emit it.</summary>
public sealed class FaultyResource : ExternalResource<Faulty, Faulty, FaultyState>
{
    private static readonly StateShape<FaultyState> Compared = StateShapes.Object<FaultyState>(
        static members =>
        {
            members.Add("size", static state => Fault.Hit("StateMembers<>.Add(read)", state.Size), StateShapes.Value<int>());
            members.AddSensitive("secret", static state => state.Secret, StateShapes.Value<int>());
            members.Add(
                "parts",
                static state => state.Parts,
                StateShapes.Keyed<IReadOnlyList<int>, int, int>(
                    StateShapes.Value<int>(),
                    static part => Fault.Hit("StateShapes.Keyed(key)", part)
                )
            );
        },
        static (desired, _) => Fault.Hit("StateShapes.Object(take)", desired)
    );

    // What is made for each step starts with what differs, so that each part of it is called.
    private FaultyState? _held = new(1, 1, [1]);

    protected override StateShape<FaultyState> Shape => Fault.Hit("ExternalResourceOf<>.Shape", Compared);

    public override string Identify(Faulty subscription) => Fault.Hit("ExternalResource<>.Identify", "key");

    public override FaultyState Describe(Faulty subscription) => Fault.Hit("ExternalResource<>.Describe", new FaultyState(2, 2, [2]));

    public override Task<FaultyState?> ReadAsync(string key, CancellationToken cancellationToken) =>
        Task.FromResult(Fault.Hit("ExternalResource<>.ReadAsync", _held));

    public override Task<string> ApplyAsync(string? key, FaultyState desired, FaultyState? actual, CancellationToken cancellationToken)
    {
        _held = Fault.Hit("ExternalResource<>.ApplyAsync", desired);
        return Task.FromResult("key");
    }

    public override Task RemoveAsync(string key, CancellationToken cancellationToken)
    {
        _held = Fault.Hit<FaultyState?>("ExternalResource<>.RemoveAsync", null);
        return Task.CompletedTask;
    }

    internal static void Register(CatalogBuilder catalog) =>
        catalog.Resources.Add(
            typeof(FaultyResource),
            new ResourceBinding(
                "FaultyResource",
                "a faulty resource",
                "faulty_key",
                static _ => Fault.Hit("ResourceBinding(Create)", new FaultyResource())
            )
        );

    protected override Faulty View(Faulty subscription) => Fault.Hit("ExternalResourceOf<>.View", subscription);
}
