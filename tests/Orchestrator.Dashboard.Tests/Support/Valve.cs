using System.Collections.Concurrent;

namespace Orchestrator.Dashboard.Tests.Support;

[Product("valve", Tag = "VALVE", Description = "A valve")]
public sealed partial class Valve : SubscriptionModel
{
    public ValveBlock Block { get; set; } = new();
}

[ProductBlock("Valve")]
public sealed partial class ValveBlock : ProductBlock
{
    public int Opening { get; set; }

    public string Room { get; set; } = "";
}

/// <summary>What the plant holds of a valve.</summary>
public sealed record ValveState(int Opening, string Room);

/// <summary>What a task asks the external system.</summary>
public interface IPlant
{
    void Inspect();

    void InspectLock();
}

/// <summary>The external system.</summary>
public sealed class Plant : IPlant
{
    public ConcurrentDictionary<string, ValveState> Valves { get; } = new(StringComparer.Ordinal);

    /// <summary>How many writes fail before one succeeds.</summary>
    public int Failures { get; set; }

    /// <summary>Whether the second step of an inspection fails.</summary>
    public bool IsLocked { get; set; }

    /// <summary>What a write waits for.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>Whether each read finds another opening.</summary>
    public bool ChangesAtEachRead { get; set; }

    public int Reads { get; private set; }

    public ValveState? Read(string key)
    {
        Reads++;
        return Valves.GetValueOrDefault(key) is { } valve && ChangesAtEachRead
            ? valve with
            {
                Opening = 1_000 + Reads,
            }
            : Valves.GetValueOrDefault(key);
    }

    public void Inspect()
    {
        if (Failures > 0)
        {
            throw new IOException("The plant is closed.");
        }
    }

    public void InspectLock()
    {
        if (IsLocked)
        {
            throw new IOException("The plant is locked.");
        }
    }

    public async Task WriteAsync(string key, ValveState state)
    {
        await Gate;
        if (Failures > 0)
        {
            Failures--;
            throw new IOException("The valve is stuck <b>fast</b>.");
        }

        Valves[key] = state;
    }
}

[ExternalResource("valve in the plant", System = "plant")]
public sealed partial class ValveResource(Plant plant) : ExternalResource<Valve, ValveState>
{
    public override string Identify(Valve subscription) => subscription.SubscriptionId.ToString();

    public override ValveState Describe(Valve subscription) => new(subscription.Block.Opening, subscription.Block.Room);

    public override Task<ValveState?> ReadAsync(string key, CancellationToken cancellationToken) => Task.FromResult(plant.Read(key));

    public override async Task<string> ApplyAsync(string? key, ValveState desired, ValveState? actual, CancellationToken cancellationToken)
    {
        await plant.WriteAsync(key!, desired);
        return key!;
    }

    public override Task RemoveAsync(string key, CancellationToken cancellationToken)
    {
        plant.Valves.TryRemove(key, out _);
        return Task.CompletedTask;
    }
}
