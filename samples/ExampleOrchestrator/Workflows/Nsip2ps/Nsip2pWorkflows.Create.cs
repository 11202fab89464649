using System.ComponentModel.DataAnnotations;
using ExampleOrchestrator.Nrm;
using ExampleOrchestrator.Products;
using ExampleOrchestrator.Workflows.Forms;
using Orchestrator.Products;

namespace ExampleOrchestrator.Workflows.Nsip2ps;

public static partial class Nsip2pWorkflows
{
    public sealed record ConnectionPage : CustomerPage
    {
        [Range(1, 1_000_000)]
        public required int Speed { get; init; }

        public bool SpeedPolicer { get; init; }

        [ChooseFrom(nameof(Stps))]
        public required Guid StpA { get; init; }

        [ChooseFrom(nameof(Stps))]
        public required Guid StpB { get; init; }

        public FormChoices<Guid> Stps { get; init; } = [];
    }

    // What can be chosen depends on the answers of the page before.
    public sealed record ConnectionVlansPage : FormPage
    {
        [ChooseFrom(nameof(VlansA))]
        public required int VlanA { get; init; }

        [ChooseFrom(nameof(VlansB))]
        public required int VlanB { get; init; }

        public FormChoices<int> VlansA { get; init; } = [];

        public FormChoices<int> VlansB { get; init; } = [];
    }

    [CreateWorkflow(typeof(Nsip2p), "Create nsip2p", InputForm = nameof(CreateNsip2pForm))]
    public static StepList CreateNsip2p() =>
        Begin
        >> ConstructNsip2p
        >> StoreProcessSubscription
        >> SetStatus(SubscriptionLifecycle.Provisioning)
        >> DescribeNsip2p
        >> Apply<NrmNsip2pResource>();

    private static async Task<(ConnectionPage, ConnectionVlansPage)> CreateNsip2pForm(
        FormSession form,
        ProcessContext process,
        ISubscriptions subscriptions,
        ISubscriptionDirectory directory,
        CancellationToken cancellationToken)
    {
        var stps = await directory.FindActiveAsync<Nsistp>(process.Caller, cancellationToken);
        var connection = await form.AskAsync<ConnectionPage>(page => page with { Stps = stps });
        if (connection.StpA == connection.StpB)
        {
            throw form.Invalid(nameof(connection.StpB), "A connection has two ends. Choose another one than STP A.");
        }

        var freeA = await FindFreeVlansAsync(connection.StpA, subscriptions, cancellationToken);
        var freeB = await FindFreeVlansAsync(connection.StpB, subscriptions, cancellationToken);
        var vlans = await form.AskAsync<ConnectionVlansPage>(page => page with { VlansA = freeA, VlansB = freeB });
        await form.AskLastAsync(SummaryPage.Of(
            ("Speed in Mbit/s", connection.Speed),
            ("Speed policer", connection.SpeedPolicer),
            ("STP A", stps.LabelOf(connection.StpA)),
            ("VLAN A", vlans.VlanA),
            ("STP B", stps.LabelOf(connection.StpB)),
            ("VLAN B", vlans.VlanB)));
        return (connection, vlans);
    }

    private static async Task<FormChoices<int>> FindFreeVlansAsync(
        Guid stp,
        ISubscriptions subscriptions,
        CancellationToken cancellationToken)
    {
        var all = VlanRanges.Parse((await subscriptions.GetAsync<Nsistp>(stp, cancellationToken)).Stp.Vlans!);
        var free = all.Except(await subscriptions.FindStpVlansInUseAsync(stp, except: null, cancellationToken));
        return FormChoices.Of(free.Vlans, static vlan => vlan, static vlan => $"VLAN {vlan}");
    }

    [Step("Construct nsip2p")]
    private static Nsip2p ConstructNsip2p(
        Guid product,
        string customerId,
        int speed,
        bool speedPolicer,
        Nsistp stpA,
        int vlanA,
        Nsistp stpB,
        int vlanB)
    {
        var nsip2p = Nsip2p.Create(product, customerId);
        var connection = nsip2p.Connection;
        (connection.Speed, connection.SpeedPolicer) = (speed, speedPolicer);
        (connection.Ends[0].Stp, connection.Ends[0].Vlan) = (stpA.Stp, vlanA);
        (connection.Ends[1].Stp, connection.Ends[1].Vlan) = (stpB.Stp, vlanB);
        return nsip2p;
    }
}
