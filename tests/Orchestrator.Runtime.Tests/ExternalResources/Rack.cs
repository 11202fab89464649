using System.Text.Json.Serialization;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.ExternalResources;

public enum RackMode
{
    Open,
    Locked,
}

/// <summary>A state with a member of every kind that is compared.</summary>
public sealed record Rack(
    string Name,
    int? Speed,
    decimal Price,
    RackMode Mode,
    RackPlace Place,
    RackPlace? Spare,
    RackSize? Size,
    [property: ElementKey(nameof(RackSlot.Id))] IReadOnlyList<RackSlot> Slots,
    List<int>? Steps,
    [property: Unordered] string[] Tags,
    HashSet<int> Members,
    IReadOnlyDictionary<string, RackPlace> Named,
    byte[] Image,
    [property: Sensitive] RackPlace Vault,
    [Sensitive] string? Secret,
    [property: NotCompared] int Revision,
    [property: WriteOnly] string Password
)
{
    // Computed, so it is not compared a second time.
    public string Title => $"{Name} at {Place.Street}";

    public (string Name, List<int> Vlans) Uplink { get; init; } = ("", []);

    [JsonIgnore]
    public int Scratch { get; set; }
}

public sealed record RackPlace([property: JsonPropertyName("road")] string Street, int Number);

public record struct RackSize(int Width, int Depth);

/// <summary>A class that is changed in place, not copied.</summary>
public sealed class RackSlot
{
    public int Id { get; set; }

    public int Vlan { get; set; }

    [NotCompared]
    public string Assigned { get; set; } = "";

    public List<RackSlot> Below { get; set; } = [];
}

[ExternalResource("rack")]
public sealed partial class RackResource : ExternalResource<Thing, Rack>
{
    public override string Identify(Thing subscription) => subscription.SubscriptionId.ToString();

    public override Rack? Describe(Thing subscription) => null;

    public override Task<Rack?> ReadAsync(string key, CancellationToken cancellationToken) => Task.FromResult<Rack?>(null);

    public override Task<string> ApplyAsync(string? key, Rack desired, Rack? actual, CancellationToken cancellationToken) =>
        Task.FromResult(key!);

    public override Task RemoveAsync(string key, CancellationToken cancellationToken) => Task.CompletedTask;
}
