using ExampleOrchestrator.Nrm;
using ExampleOrchestrator.Products;

namespace ExampleOrchestrator.Workflows.Nsip2ps;

/// <summary>What can be done with a connection between service termination points. This part holds what its workflows share.</summary>
public static partial class Nsip2pWorkflows
{
    /// <summary>The steps that bring the external systems in line with the subscription.</summary>
    [ExternalSystemSteps]
    private static StepList UpdateNsip2pInExternalSystems => Begin >> Apply<NrmNsip2pResource>();

    [Step("Update subscription description")]
    private static Nsip2p DescribeNsip2p(Nsip2p subscription)
    {
        var ends = subscription.Connection.Ends.Select(static end => $"{end.Stp!.StpId} VLAN {end.Vlan}");
        subscription.Description = $"Connection of {subscription.Connection.Speed} Mbit/s between {string.Join(" and ", ends)}";
        return subscription;
    }
}
