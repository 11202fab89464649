using System.Collections.Concurrent;

namespace Orchestrator.Tests.Support;

/// <summary>The addresses at which a system that calls back was told to call.</summary>
public sealed class CallbackRoutes
{
    public ConcurrentQueue<string?> Given { get; } = new();
}

/// <summary>An object in a system that calls back when it has done what it was asked for.</summary>
public abstract class CalledGadget(GadgetSystem system, CallbackRoutes routes) : ExternalResource<Gadget, GadgetState>
{
    public override string Identify(Gadget subscription) => "k1";

    public override GadgetState? Describe(Gadget subscription) =>
        subscription.Block.Size == 0 ? null : new(subscription.Block.Size ?? 0, "", Revision: 0);

    public override Task<GadgetState?> ReadAsync(string key, CancellationToken cancellationToken) => system.ReadAsync(key);

    public override Task<string> ApplyAsync(string? key, GadgetState desired, GadgetState? actual, CancellationToken cancellationToken)
    {
        routes.Given.Enqueue(CallbackRoute);
        return Task.FromResult(system.Write(key, desired));
    }

    public override Task RemoveAsync(string key, CancellationToken cancellationToken)
    {
        routes.Given.Enqueue(CallbackRoute);
        return Task.FromResult(system.Write(key, null));
    }
}

[ExternalResource("gadget at the smith")]
public sealed partial class SmithGadgetResource(GadgetSystem system, CallbackRoutes routes) : CalledGadget(system, routes);

/// <summary>An object whose system holds it some time after it has called back.</summary>
[ExternalResource("gadget in the foundry", SettlesWithin = "00:01:00")]
public sealed partial class FoundryGadgetResource(GadgetSystem system, CallbackRoutes routes) : CalledGadget(system, routes);
