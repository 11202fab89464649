using System.Text.Json.Serialization;
using ExampleOrchestrator.Products;

namespace ExampleOrchestrator.Nrm;

/// <summary>What the resource manager should hold of a subscription. The object's id is the subscription's.</summary>
public abstract record NrmObject(Guid Id, [property: JsonIgnore] string Kind);

public sealed record NrmNode(Guid Id, string Name, Site Site, string Description) : NrmObject(Id, "nodes")
{
    public static NrmNode From(Node node) => new(node.SubscriptionId, node.Equipment.Name!, node.Equipment.Site!.Value, node.Description);
}

public sealed record NrmPort(Guid Id, string Name, Guid NodeId, int Speed, bool Enabled, string Description) : NrmObject(Id, "ports")
{
    public static NrmPort From(Port port) => new(
        port.SubscriptionId,
        port.Interface.Name!,
        port.Interface.Node!.OwnerSubscriptionId,
        port.PortSpeed,
        port.Interface.Enabled,
        port.Description);
}

public sealed record NrmL2vpn(Guid Id, string Description, int Speed, bool SpeedPolicer, IReadOnlyList<NrmSap> Saps) : NrmObject(Id, "l2vpns")
{
    public static NrmL2vpn From(L2vpn l2vpn) => new(
        l2vpn.SubscriptionId,
        l2vpn.Description,
        l2vpn.VirtualCircuit.Speed!.Value,
        l2vpn.VirtualCircuit.SpeedPolicer,
        [.. l2vpn.VirtualCircuit.Saps.Select(static sap => new NrmSap(sap.Port!.OwnerSubscriptionId, sap.Vlan!.Value))]);
}

public sealed record NrmSap(Guid PortId, int Vlan);
