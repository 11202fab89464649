using ExampleOrchestrator.Products;
using ExampleOrchestrator.Workflows.Forms;

namespace ExampleOrchestrator.Workflows.Nsistps;

public static partial class NsistpWorkflows
{
    /// <summary>The answers of the form, as one value in the state.</summary>
    public sealed record ModifiedStp(StpPage Stp);

    [ModifyWorkflow(typeof(Nsistp), "Modify nsistp", InputForm = nameof(ModifyNsistpForm))]
    public static StepList ModifyNsistp() =>
        Begin
        >> SetStatus(SubscriptionLifecycle.Provisioning)
        >> UpdateNsistp
        >> DescribeNsistp
        >> SetStatus(SubscriptionLifecycle.Active);

    private static async Task<ModifiedStp> ModifyNsistpForm(
        FormSession form,
        Nsistp.Active subscription,
        ISubscriptions subscriptions,
        CancellationToken cancellationToken)
    {
        var (id, before) = (subscription.Model.SubscriptionId, subscription.Stp);
        var page = await form.AskAsync(new StpPage
        {
            Vlans = before.Vlans,
            StpDescription = before.StpDescription,
            IsAliasIn = before.IsAliasIn,
            IsAliasOut = before.IsAliasOut,
            ExposeInTopology = before.ExposeInTopology,
            Bandwidth = before.Bandwidth,
        });
        await CheckAsync(form, page, before.Port.Model.OwnerSubscriptionId, id, subscriptions, cancellationToken);
        var lost = (await subscriptions.FindStpVlansInUseAsync(id, except: null, cancellationToken))
            .Except(VlanRanges.Parse(page.Vlans));
        if (!lost.IsEmpty)
        {
            throw form.Invalid(nameof(page.Vlans), $"Connections use {lost}. Keep these VLANs, or terminate the connections first.");
        }

        await form.AskLastAsync(SummaryPage.Of(
            ("VLANs", before.Vlans, page.Vlans),
            ("Description", before.StpDescription, page.StpDescription),
            ("Exposed in the topology", before.ExposeInTopology, page.ExposeInTopology),
            ("Bandwidth", before.Bandwidth, page.Bandwidth)));
        return new(page);
    }

    [Step("Update subscription")]
    private static Nsistp UpdateNsistp(Nsistp subscription, StpPage stp)
    {
        Update(subscription, stp);
        return subscription;
    }
}
