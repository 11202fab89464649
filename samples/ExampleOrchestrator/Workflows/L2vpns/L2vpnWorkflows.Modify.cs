using System.ComponentModel.DataAnnotations;
using ExampleOrchestrator.Products;
using ExampleOrchestrator.Workflows.Forms;

namespace ExampleOrchestrator.Workflows.L2vpns;

public static partial class L2vpnWorkflows
{
    public sealed record ModifyL2vpnPage : FormPage
    {
        [Range(1, 100_000)]
        public required int Speed { get; init; }

        public bool SpeedPolicer { get; init; }
    }

    [ModifyWorkflow(typeof(L2vpn), "Modify l2vpn", InputForm = nameof(ModifyL2vpnForm))]
    public static StepList ModifyL2vpn() =>
        Begin
        >> SetStatus(SubscriptionLifecycle.Provisioning)
        >> UpdateSubscription
        >> DescribeL2vpn
        >> SetStatus(SubscriptionLifecycle.Active)
        >> UpdateL2vpnInExternalSystems;

    private static async Task<ModifyL2vpnPage> ModifyL2vpnForm(FormSession form, L2vpn.Active subscription)
    {
        var before = subscription.VirtualCircuit;
        var page = await form.AskAsync(new ModifyL2vpnPage { Speed = before.Speed, SpeedPolicer = before.SpeedPolicer });
        await form.AskLastAsync(SummaryPage.Of(
            ("Speed in Mbit/s", before.Speed, page.Speed),
            ("Speed policer", before.SpeedPolicer, page.SpeedPolicer)));
        return page;
    }

    [Step("Update subscription")]
    private static L2vpn UpdateSubscription(L2vpn subscription, int speed, bool speedPolicer)
    {
        subscription.VirtualCircuit.Speed = speed;
        subscription.VirtualCircuit.SpeedPolicer = speedPolicer;
        return subscription;
    }
}
