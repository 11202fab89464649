using System.ComponentModel.DataAnnotations;
using ExampleOrchestrator.Products;
using ExampleOrchestrator.Workflows.Forms;
using Orchestrator.Products;

namespace ExampleOrchestrator.Workflows.Nsistps;

public static partial class NsistpWorkflows
{
    public sealed record StpIdentityPage : CustomerPage
    {
        [ChooseFrom(nameof(Ports))]
        public required Guid Port { get; init; }

        [RegularExpression("[-a-z0-9+,.;=_]+")]
        public required string Topology { get; init; }

        [RegularExpression("[-a-z0-9+,.;=_:]+")]
        public required string StpId { get; init; }

        public FormChoices<Guid> Ports { get; init; } = [];
    }

    [CreateWorkflow(typeof(Nsistp), "Create nsistp", InputForm = nameof(CreateNsistpForm))]
    public static StepList CreateNsistp() =>
        Begin
        >> ConstructNsistp
        >> StoreProcessSubscription
        >> SetStatus(SubscriptionLifecycle.Provisioning)
        >> DescribeNsistp;

    private static async Task<(string CustomerId, Guid Port, string Topology, string StpId, StpPage Stp)> CreateNsistpForm(
        FormSession form,
        ProcessContext process,
        ISubscriptions subscriptions,
        ISubscriptionDirectory directory,
        CancellationToken cancellationToken)
    {
        var ports = await directory.FindActiveAsync<Port>(process.Caller, cancellationToken);
        var identity = await form.AskAsync<StpIdentityPage>(page => page with { Ports = ports });
        var same = await directory.SearchAsync(
            $"product_type:Nsistp -status:terminated topology:\"{identity.Topology}\" stp_id:\"{identity.StpId}\"",
            skip: 0,
            take: 1,
            cancellationToken: cancellationToken);
        if (same.Total > 0)
        {
            throw form.Invalid(nameof(identity.StpId), $"{identity.Topology} has an STP of this id. Choose another id.");
        }

        var stp = await form.AskAsync<StpPage>();
        await CheckAsync(form, stp, identity.Port, stp: null, subscriptions, cancellationToken);
        await form.AskLastAsync(SummaryPage.Of(
            ("Port", ports.LabelOf(identity.Port)),
            ("STP", $"{identity.Topology}:{identity.StpId}"),
            ("VLANs", stp.Vlans),
            ("Bandwidth", stp.Bandwidth)));
        return (identity.CustomerId, identity.Port, identity.Topology, identity.StpId, stp);
    }

    [Step("Construct nsistp")]
    private static Nsistp ConstructNsistp(Guid product, string customerId, Port port, string topology, string stpId, StpPage stp)
    {
        var nsistp = Nsistp.Create(product, customerId);
        nsistp.Stp.Port = port.Interface;
        (nsistp.Stp.Topology, nsistp.Stp.StpId) = (topology, stpId);
        Update(nsistp, stp);
        return nsistp;
    }
}
