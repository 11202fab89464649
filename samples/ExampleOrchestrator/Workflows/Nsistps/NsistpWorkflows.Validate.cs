using ExampleOrchestrator.Products;

namespace ExampleOrchestrator.Workflows.Nsistps;

public static partial class NsistpWorkflows
{
    // Written by hand: there is no external resource of which the build could emit a comparison.
    [ValidateWorkflow(typeof(Nsistp), "Validate nsistp")]
    public static StepList ValidateNsistp() => Begin >> CheckVlans;

    [Step("Check VLANs")]
    private static async Task CheckVlans(
        Nsistp.Active subscription,
        ISubscriptions subscriptions,
        CancellationToken cancellationToken)
    {
        var port = subscription.Stp.Port.Model.OwnerSubscriptionId;
        var others = await subscriptions.FindVlansInUseAsync(port, subscription.Model.SubscriptionId, cancellationToken);
        var shared = VlanRanges.Parse(subscription.Stp.Vlans).Intersect(others);
        if (!shared.IsEmpty)
        {
            throw new InconsistentDataException($"Other subscriptions use VLANs {shared} of the same port.");
        }
    }
}
