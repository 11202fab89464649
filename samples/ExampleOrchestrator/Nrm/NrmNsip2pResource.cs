using ExampleOrchestrator.Products;

namespace ExampleOrchestrator.Nrm;

public sealed record NrmNsip2p(
    string Description,
    int Speed,
    bool SpeedPolicer,
    [property: ElementKey(nameof(NrmStp.StpId))] IReadOnlyList<NrmStp> Stps);

public sealed record NrmStp(string StpId, Guid PortId, int Vlan);

[ExternalResource("NSI connection in NRM", System = "nrm")]
public sealed partial class NrmNsip2pResource(INrmClient nrm) : NrmResource<Nsip2p, Nsip2p.Provisioning, NrmNsip2p>(nrm, "nsip2ps")
{
    public override NrmNsip2p Describe(Nsip2p.Provisioning subscription) => new(
        subscription.Model.Description,
        subscription.Connection.Speed,
        subscription.Connection.SpeedPolicer,
        [
            .. subscription.Connection.Ends
                .Select(static end => new NrmStp(end.Stp.StpId, end.Stp.Port.Model.OwnerSubscriptionId, end.Vlan)),
        ]);
}
