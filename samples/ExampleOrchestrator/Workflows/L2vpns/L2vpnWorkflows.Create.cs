using System.ComponentModel.DataAnnotations;
using ExampleOrchestrator.Nrm;
using ExampleOrchestrator.Products;
using ExampleOrchestrator.Workflows.Forms;
using Orchestrator.Products;

namespace ExampleOrchestrator.Workflows.L2vpns;

public static partial class L2vpnWorkflows
{
    public sealed record CircuitPage : CustomerPage
    {
        [Range(1, 100_000)]
        public required int Speed { get; init; }

        public bool SpeedPolicer { get; init; }
    }

    public sealed record AccessPage : FormPage
    {
        [Length(2, 8)]
        [UniqueItems]
        public required List<AccessPoint> AccessPoints { get; init; }

        public FormChoices<Guid> Ports { get; init; } = [];
    }

    public sealed record AccessPoint
    {
        [ChooseFrom(nameof(AccessPage.Ports))]
        [Display(Name = "Port")]
        public required Guid PortId { get; init; }

        [VlanRanges]
        [Display(Name = "VLANs", Description = "Ranges such as 10-20,30")]
        public required string Vlans { get; init; }
    }

    [CreateWorkflow(typeof(L2vpn), "Create l2vpn", InputForm = nameof(CreateL2vpnForm))]
    public static StepList CreateL2vpn() =>
        Begin
        >> ConstructL2vpn
        >> StoreProcessSubscription
        >> SetStatus(SubscriptionLifecycle.Provisioning)
        >> DescribeL2vpn
        >> Apply<NrmL2vpnResource>();

    private static async Task<(CircuitPage, AccessPage)> CreateL2vpnForm(
        FormSession form,
        ProcessContext process,
        ISubscriptions subscriptions,
        ISubscriptionDirectory directory,
        CancellationToken cancellationToken)
    {
        var circuit = await form.AskAsync<CircuitPage>();
        var ports = await directory.FindActiveAsync<Port>(process.Caller, cancellationToken);
        var access = await form.AskAsync<AccessPage>(page => page with { Ports = ports });
        var inUse = new Dictionary<Guid, VlanRanges>();
        foreach (var point in access.AccessPoints)
        {
            var (port, vlans) = (point.PortId, VlanRanges.Parse(point.Vlans));
            if (!inUse.TryGetValue(port, out var used))
            {
                used = await subscriptions.FindVlansInUseAsync(port, except: null, cancellationToken);
            }

            var taken = vlans.Intersect(used);
            if (!taken.IsEmpty)
            {
                throw form.Invalid(
                    nameof(access.AccessPoints),
                    $"{taken} of {ports.LabelOf(port)} is in use. Choose VLANs other than {used}.");
            }

            // Another access point of the same port gets other VLANs.
            inUse[port] = VlanRanges.Union([used, vlans]);
        }

        await form.AskLastAsync(SummaryPage.Of(
        [
            ("Speed in Mbit/s", circuit.Speed),
            ("Speed policer", circuit.SpeedPolicer),
            .. access.AccessPoints.Select(point => (ports.LabelOf(point.PortId) ?? "", (object?)$"VLANs {point.Vlans}")),
        ]));
        return (circuit, access);
    }

    [Step("Construct l2vpn")]
    private static async Task<L2vpn> ConstructL2vpn(
        Guid product,
        string customerId,
        int speed,
        bool speedPolicer,
        List<AccessPoint> accessPoints,
        ISubscriptions subscriptions,
        CancellationToken cancellationToken)
    {
        var l2vpn = L2vpn.Create(product, customerId);
        l2vpn.VirtualCircuit.Speed = speed;
        l2vpn.VirtualCircuit.SpeedPolicer = speedPolicer;
        l2vpn.VirtualCircuit.Saps.Clear();
        foreach (var point in accessPoints)
        {
            var port = await subscriptions.GetAsync<Port>(point.PortId, cancellationToken);
            l2vpn.VirtualCircuit.Saps.Add(new Sap { Port = port.Interface, Vlans = VlanRanges.Parse(point.Vlans).ToString() });
        }

        return l2vpn;
    }
}
