using System.Text.Json.Serialization;
using ExampleOrchestrator.Products;

namespace ExampleOrchestrator.Nrm;

/// <summary>What the resource manager should hold of a subscription. The object's id is the subscription's.</summary>
public abstract record NrmObject(Guid Id, [property: JsonIgnore] string Kind);

public sealed record NrmNode(Guid Id, string Name, Site Site, string Description) : NrmObject(Id, "nodes")
{
    public static NrmNode From(Node.Provisioning node) =>
        new(node.Model.SubscriptionId, node.Equipment.Name, node.Equipment.Site, node.Model.Description);
}

public sealed record NrmPort(Guid Id, string Name, Guid NodeId, int Speed, bool Enabled, string Description) : NrmObject(Id, "ports")
{
    public static NrmPort From(Port.Provisioning port) => new(
        port.Model.SubscriptionId,
        port.Interface.Name,
        port.Interface.Node.Model.OwnerSubscriptionId,
        port.PortSpeed,
        port.Interface.Enabled,
        port.Model.Description);
}

public sealed record NrmL2vpn(Guid Id, string Description, int Speed, bool SpeedPolicer, IReadOnlyList<NrmSap> Saps) : NrmObject(Id, "l2vpns")
{
    public static NrmL2vpn From(L2vpn.Provisioning l2vpn) => new(
        l2vpn.Model.SubscriptionId,
        l2vpn.Model.Description,
        l2vpn.VirtualCircuit.Speed,
        l2vpn.VirtualCircuit.SpeedPolicer,
        [.. l2vpn.VirtualCircuit.Saps.Select(static sap => new NrmSap(sap.Port.Model.OwnerSubscriptionId, sap.Vlan))]);
}

public sealed record NrmSap(Guid PortId, int Vlan);
