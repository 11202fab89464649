using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Tests.Support;

/// <summary>
/// A product with everything that the others do not have: unions, limits, a computed title, a block that is not valid everywhere.
/// </summary>
[Product("junction")]
public sealed partial class Junction : SubscriptionModel
{
    public JunctionBlock Block { get; set; } = new();
}

[ProductBlock("Junction")]
public sealed partial class JunctionBlock : ProductBlock
{
    [StringLength(8, MinimumLength = 2)]
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public string? Name { get; set; }

    [Range(1, 4094)]
    [RequiredFrom(SubscriptionLifecycle.Active)]
    public int? Vlan { get; set; }

    [OneOf(typeof(Plug), typeof(Socket))]
    [RequiredFrom(SubscriptionLifecycle.Active)]
    public Connector? Uplink { get; set; }

    [OneOf(typeof(Plug), typeof(Socket))]
    [MaxLength(3)]
    public List<Connector> Connectors { get; set; } = [];

    public Trial? Trial { get; set; }

    public string Title => $"{Name} with {Connectors.Count} connectors";
}

/// <summary>What plugs and sockets have in common.</summary>
public abstract class Connector : ProductBlock
{
    public int Position { get; set; }
}

[ProductBlock("Plug")]
public sealed partial class Plug : Connector
{
    public int Pins { get; set; }
}

[ProductBlock("Socket")]
public sealed partial class Socket : Connector
{
    public string Shape { get; set; } = "round";
}

[ProductBlock("Trial", ValidIn = [SubscriptionLifecycle.Provisioning])]
public sealed partial class Trial : ProductBlock
{
    public int Days { get; set; }
}
