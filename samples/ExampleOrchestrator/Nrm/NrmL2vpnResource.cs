using ExampleOrchestrator.Products;

namespace ExampleOrchestrator.Nrm;

public sealed record NrmL2vpn(
    string Description,
    int Speed,
    bool SpeedPolicer,
    [property: ElementKey(nameof(NrmSap.PortId))] IReadOnlyList<NrmSap> Saps);

public sealed record NrmSap(Guid PortId, string Vlans);

[ExternalResource("L2VPN in NRM", System = "nrm")]
public sealed partial class NrmL2vpnResource(INrmClient nrm) : NrmResource<L2vpn, L2vpn.Provisioning, NrmL2vpn>(nrm, "l2vpns")
{
    public override NrmL2vpn Describe(L2vpn.Provisioning subscription) => new(
        subscription.Model.Description,
        subscription.VirtualCircuit.Speed,
        subscription.VirtualCircuit.SpeedPolicer,
        [.. subscription.VirtualCircuit.Saps.Select(static sap => new NrmSap(sap.Port.Model.OwnerSubscriptionId, sap.Vlans))]);
}
