using System.ComponentModel.DataAnnotations;
using ExampleOrchestrator.Products;
using ExampleOrchestrator.Workflows.Forms;

namespace ExampleOrchestrator.Workflows.Nsip2ps;

public static partial class Nsip2pWorkflows
{
    public sealed record ModifyConnectionPage : FormPage
    {
        [Range(1, 1_000_000)]
        public required int Speed { get; init; }

        public required bool SpeedPolicer { get; init; }
    }

    [ModifyWorkflow(typeof(Nsip2p), "Modify nsip2p", InputForm = nameof(ModifyNsip2pForm))]
    public static StepList ModifyNsip2p() =>
        Begin
        >> SetStatus(SubscriptionLifecycle.Provisioning)
        >> UpdateConnection
        >> DescribeNsip2p
        >> SetStatus(SubscriptionLifecycle.Active)
        >> UpdateNsip2pInExternalSystems;

    private static async Task<ModifyConnectionPage> ModifyNsip2pForm(FormSession form, Nsip2p.Active subscription)
    {
        var before = subscription.Connection;
        var page = await form.AskAsync(new ModifyConnectionPage { Speed = before.Speed, SpeedPolicer = before.SpeedPolicer });
        await form.AskLastAsync(SummaryPage.Of(
            ("Speed in Mbit/s", before.Speed, page.Speed),
            ("Speed policer", before.SpeedPolicer, page.SpeedPolicer)));
        return page;
    }

    [Step("Update subscription")]
    private static Nsip2p UpdateConnection(Nsip2p subscription, int speed, bool speedPolicer)
    {
        (subscription.Connection.Speed, subscription.Connection.SpeedPolicer) = (speed, speedPolicer);
        return subscription;
    }
}
