using ExampleOrchestrator.Products;

namespace ExampleOrchestrator.Workflows;

/// <summary>Finds the VLANs of a port that are in use.</summary>
internal static class PortVlans
{
    /// <summary>The VLANs that VPNs and service termination points have on a port, except those of one subscription.</summary>
    internal static async Task<VlanRanges> FindVlansInUseAsync(
        this ISubscriptions subscriptions,
        Guid port,
        Guid? except,
        CancellationToken cancellationToken)
    {
        var users = await subscriptions.FindUsersAsync(port, cancellationToken);
        return VlanRanges.Union(users.Where(user => user.SubscriptionId != except).Select(user => FindVlans(user, port)));
    }

    /// <summary>The VLANs of a service termination point that connections have, except those of one connection.</summary>
    internal static async Task<VlanRanges> FindStpVlansInUseAsync(
        this ISubscriptions subscriptions,
        Guid stp,
        Guid? except,
        CancellationToken cancellationToken)
    {
        var users = await subscriptions.FindUsersAsync(stp, cancellationToken);
        return VlanRanges.Of(users
            .OfType<Nsip2p>()
            .Where(user => user.SubscriptionId != except)
            .SelectMany(static user => user.Connection.Ends)
            .Where(end => end.Stp?.OwnerSubscriptionId == stp)
            .Select(static end => end.Vlan)
            .OfType<int>());
    }

    private static VlanRanges FindVlans(SubscriptionModel user, Guid port) =>
        user switch
        {
            L2vpn l2vpn => VlanRanges.Union(l2vpn.VirtualCircuit.Saps
                .Where(sap => sap.Port?.OwnerSubscriptionId == port)
                .Select(static sap => sap.Vlans)
                .OfType<string>()
                .Select(VlanRanges.Parse)),
            Nsistp { Stp.Vlans: { } vlans } => VlanRanges.Parse(vlans),
            _ => VlanRanges.Of(),
        };
}
