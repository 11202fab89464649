using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.ExternalResources;

/// <summary>A state whose secrets are marked in every place but at its own members.</summary>
public sealed record Safe(
    int Number,
    SafeRoom Room,
    SafeNoteCollection Notes,
    IReadOnlyList<SafeCode> Codes,
    SafeCode? Spare,
    SafePin Pin,
    SafeOwner Owner
);

[Sensitive]
public sealed record SafeCode(string Text);

[WriteOnly]
public sealed record SafePin(string Text);

[Sensitive]
public sealed class SafeNoteCollection : List<string>;

public abstract class SafeDoor
{
    public SafeCode Code { get; set; } = new("");

    public SafePin Pin { get; set; } = new("");
}

public sealed class SafeLock : SafeDoor
{
    public int Number { get; set; }

    public override bool Equals(object? obj) => obj is SafeLock other && (Number, Code) == (other.Number, other.Code);

    public override int GetHashCode() => Number;
}

/// <summary>A class that says when it is equal, and holds one with secrets that does.</summary>
public sealed class SafeRoom
{
    public SafeLock Lock { get; set; } = new();

    public override bool Equals(object? obj) => obj is SafeRoom other && Lock.Equals(other.Lock);

    public override int GetHashCode() => Lock.GetHashCode();
}

/// <summary>A record whose first constructor has a parameter of that name without the mark.</summary>
public sealed partial record SafeOwner
{
    public SafeOwner(string Name, string first)
        : this($"{first} {Name}") { }
}

public sealed partial record SafeOwner([Sensitive] string Name);

[ExternalResource("safe")]
public sealed partial class SafeResource : ExternalResource<Thing, Safe>
{
    public override string Identify(Thing subscription) => subscription.SubscriptionId.ToString();

    public override Safe? Describe(Thing subscription) => null;

    public override Task<Safe?> ReadAsync(string key, CancellationToken cancellationToken) => Task.FromResult<Safe?>(null);

    public override Task<string> ApplyAsync(string? key, Safe desired, Safe? actual, CancellationToken cancellationToken) =>
        Task.FromResult(key!);

    public override Task RemoveAsync(string key, CancellationToken cancellationToken) => Task.CompletedTask;
}
