using System.Collections.Concurrent;
using System.Text.Json.Serialization;

namespace Orchestrator.Tests.Support;

/// <summary>A product whose object in the external system gets its key from there.</summary>
[Product("gadget")]
public sealed partial class Gadget : SubscriptionModel
{
    public GadgetBlock Block { get; set; } = new();
}

[ProductBlock("Gadget")]
public sealed partial class GadgetBlock : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Active)]
    public int? Size { get; set; }

    public string Secret { get; set; } = "";

    public string? Key { get; set; }
}

/// <summary>What the external system holds of a gadget.</summary>
public sealed record GadgetState(
    int Size,
    [property: Sensitive] string Secret,
    [property: NotCompared] int Revision,
    string? Label = null,
    [property: Unordered] IReadOnlyList<string>? Tags = null
)
{
    [WriteOnly, JsonIgnore]
    public string? Pin { get; init; }
}

/// <summary>An external system that counts what is done to it, and does wrong when it is told to.</summary>
public sealed class GadgetSystem
{
    private int _keys;
    private int _reads;
    private TaskCompletionSource _reading = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? _gate;

    public ConcurrentDictionary<string, GadgetState> Objects { get; } = new(StringComparer.Ordinal);

    public ConcurrentQueue<string> Writes { get; } = new();

    /// <summary>The objects that were read, in their order.</summary>
    public ConcurrentQueue<string> ReadKeys { get; } = new();

    /// <summary>What is made of a state that is written, or of one that is removed; null: nothing is left.</summary>
    public Func<GadgetState?, GadgetState?> Store { get; set; } = static state => state;

    /// <summary>The key under which an object is kept, and the key that a write returns, each made of the key that is asked for.</summary>
    public (Func<string, string> Kept, Func<string, string> Returned) Keys { get; set; } = (static key => key, static key => key);

    /// <summary>What a call of the workshop waits for before it does anything.</summary>
    public Func<CancellationToken, Task> Call { get; set; } = static _ => Task.CompletedTask;

    /// <summary>What a read throws; null for nothing.</summary>
    public Exception? Failure { get; set; }

    /// <summary>The objects whose reads fail.</summary>
    public HashSet<string> Failing { get; } = new(StringComparer.Ordinal);

    /// <summary>Happens before each read, with how many there were before.</summary>
    public Action<int> Reading { get; set; } = static _ => { };

    /// <summary>What is done before a read is answered; null for nothing.</summary>
    public Func<Task>? OnRead { get; set; }

    /// <summary>How often an object was read.</summary>
    public int Reads => _reads;

    /// <summary>When the first read has begun since the system was held.</summary>
    public Task ReadBegun => _reading.Task;

    /// <summary>Answers no read until <see cref="LetGo"/>.</summary>
    public void Hold()
    {
        _reading = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public void LetGo() => _gate?.TrySetResult();

    public async Task<GadgetState?> ReadAsync(string key)
    {
        ReadKeys.Enqueue(key);
        Reading(Interlocked.Increment(ref _reads) - 1);
        var gate = _gate;
        _reading.TrySetResult();
        if (OnRead is { } first)
        {
            await first();
        }

        if (gate is not null)
        {
            await gate.Task;
        }

        return Failure is { } failure ? throw failure
            : Failing.Contains(key) ? throw new TimeoutException($"{key} is not answered.")
            : Objects.GetValueOrDefault(key);
    }

    public string Write(string? key, GadgetState? state)
    {
        var used = key ?? $"g{Interlocked.Increment(ref _keys)}";
        Writes.Enqueue(state is null ? $"remove {used}" : $"write {used} {state.Size} of revision {state.Revision}");
        if (Store(state) is { } stored)
        {
            Objects[Keys.Kept(used)] = stored with { Revision = stored.Revision + 1 };
        }
        else
        {
            Objects.TryRemove(used, out _);
        }

        return Keys.Returned(used);
    }
}

[ExternalResource("gadget in the workshop", System = "workshop")]
public sealed partial class GadgetResource(GadgetSystem system) : ExternalResource<Gadget, Gadget.Active, GadgetState>
{
    public override string? Identify(Gadget subscription) => subscription.Block.Key;

    public override GadgetState? Describe(Gadget.Active subscription) =>
        subscription.Block.Size == 0 ? null : new(subscription.Block.Size, subscription.Block.Secret, Revision: 0);

    public override async Task<GadgetState?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        await system.Call(cancellationToken);
        return await system.ReadAsync(key);
    }

    public override async Task<string> ApplyAsync(
        string? key,
        GadgetState desired,
        GadgetState? actual,
        CancellationToken cancellationToken
    )
    {
        await system.Call(cancellationToken);
        return system.Write(key, desired);
    }

    public override async Task RemoveAsync(string key, CancellationToken cancellationToken)
    {
        await system.Call(cancellationToken);
        system.Write(key, null);
    }
}

/// <summary>An object in a system that holds what was written some time later.</summary>
[ExternalResource("gadget in the kiln", SettlesWithin = "00:01:00")]
public sealed partial class FiredGadgetResource(GadgetSystem system) : ExternalResource<Gadget, GadgetState>
{
    public override string Identify(Gadget subscription) => "k1";

    public override GadgetState Describe(Gadget subscription) => new(subscription.Block.Size ?? 0, "", Revision: 0);

    public override Task<GadgetState?> ReadAsync(string key, CancellationToken cancellationToken) => system.ReadAsync(key);

    public override Task<string> ApplyAsync(string? key, GadgetState desired, GadgetState? actual, CancellationToken cancellationToken) =>
        Task.FromResult(system.Write(key, desired));

    public override Task RemoveAsync(string key, CancellationToken cancellationToken) => Task.FromResult(system.Write(key, null));
}

/// <summary>The same object in a system that cannot be read.</summary>
[ExternalResource("gadget in the mail", Readable = false)]
public sealed partial class MailedGadgetResource(GadgetSystem system) : ExternalResource<Gadget, GadgetState>
{
    public override string Identify(Gadget subscription) => subscription.SubscriptionId.ToString();

    public override GadgetState Describe(Gadget subscription) => new(subscription.Block.Size ?? 0, "", Revision: 0);

    public override Task<string> ApplyAsync(string? key, GadgetState desired, GadgetState? actual, CancellationToken cancellationToken) =>
        Task.FromResult(system.Write(key, desired));

    public override Task RemoveAsync(string key, CancellationToken cancellationToken) => Task.FromResult(system.Write(key, null));
}

public static partial class Depot
{
    /// <summary>Another object, whose key has the same name in the state and is known only while the process runs.</summary>
    [ExternalResource("gadget in the depot")]
    public sealed partial class GadgetResource(GadgetSystem system) : ExternalResource<Gadget, GadgetState>
    {
        public override string? Identify(Gadget subscription) => null;

        public override GadgetState Describe(Gadget subscription) => new(subscription.Block.Size ?? 0, "", Revision: 0);

        public override Task<GadgetState?> ReadAsync(string key, CancellationToken cancellationToken) => system.ReadAsync(key);

        public override Task<string> ApplyAsync(
            string? key,
            GadgetState desired,
            GadgetState? actual,
            CancellationToken cancellationToken
        ) => Task.FromResult(system.Write(key, desired));

        public override Task RemoveAsync(string key, CancellationToken cancellationToken) => Task.FromResult(system.Write(key, null));
    }
}
