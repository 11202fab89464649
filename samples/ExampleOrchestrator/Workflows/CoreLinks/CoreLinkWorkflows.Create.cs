using System.ComponentModel;
using ExampleOrchestrator.Nrm;
using ExampleOrchestrator.Products;
using ExampleOrchestrator.Workflows.Forms;
using Orchestrator.Products;

namespace ExampleOrchestrator.Workflows.CoreLinks;

public static partial class CoreLinkWorkflows
{
    [DisplayName("Nodes")]
    public sealed record CoreLinkNodesPage : CustomerPage
    {
        [ChooseFrom(nameof(Nodes))]
        public required Guid NodeA { get; init; }

        [ChooseFrom(nameof(Nodes))]
        public required Guid NodeB { get; init; }

        public FormChoices<Guid> Nodes { get; init; } = [];
    }

    // What can be chosen depends on the answers of the page before.
    [DisplayName("Interfaces")]
    public sealed record CoreLinkPortsPage : FormPage
    {
        [ChooseFrom(nameof(InterfacesA))]
        public required string PortA { get; init; }

        [ChooseFrom(nameof(InterfacesB))]
        public required string PortB { get; init; }

        public FormChoices<string> InterfacesA { get; init; } = [];

        public FormChoices<string> InterfacesB { get; init; } = [];
    }

    public sealed record LinkTest(bool Passed, double LossPercent);

    [CreateWorkflow(typeof(CoreLink), "Create core link", InputForm = nameof(CreateCoreLinkForm))]
    public static StepList CreateCoreLink() =>
        Begin
        >> ConstructCoreLink
        >> StoreProcessSubscription
        >> SetStatus(SubscriptionLifecycle.Provisioning)
        >> DescribeCoreLink
        >> Apply<NrmCoreLinkResource>()
        >> CallbackStep("Test core link", StartLinkTest, CheckLinkTest, timeout: TimeSpan.FromMinutes(10));

    private static async Task<(CoreLinkNodesPage, CoreLinkPortsPage)> CreateCoreLinkForm(
        FormSession form,
        Guid product,
        ProcessContext process,
        IProductMetadata products,
        ISubscriptions subscriptions,
        ISubscriptionDirectory directory,
        CancellationToken cancellationToken)
    {
        var active = await directory.FindActiveAsync<Node>(process.Caller, cancellationToken);
        var nodes = await form.AskAsync<CoreLinkNodesPage>(page => page with { Nodes = active });
        if (nodes.NodeA == nodes.NodeB)
        {
            throw form.Invalid(nameof(nodes.NodeB), "A link has two nodes. Choose another one than node A.");
        }

        var speed = (await products.GetProductAsync(product, cancellationToken)).FixedInput<int>("link_speed");
        var freeA = await subscriptions.FindFreeInterfacesAsync(nodes.NodeA, speed, cancellationToken);
        var freeB = await subscriptions.FindFreeInterfacesAsync(nodes.NodeB, speed, cancellationToken);
        var ports = await form.AskAsync<CoreLinkPortsPage>(page => page with { InterfacesA = freeA, InterfacesB = freeB });
        await form.AskLastAsync(SummaryPage.Of(
            ("Speed in Mbit/s", speed),
            ("Node A", active.LabelOf(nodes.NodeA)),
            ("Interface A", ports.PortA),
            ("Node B", active.LabelOf(nodes.NodeB)),
            ("Interface B", ports.PortB)));
        return (nodes, ports);
    }

    [Step("Construct core link")]
    private static CoreLink ConstructCoreLink(Guid product, string customerId, Node nodeA, Node nodeB, string portA, string portB)
    {
        var link = CoreLink.Create(product, customerId);
        (link.Link.Ports[0].Node, link.Link.Ports[0].Name) = (nodeA.Equipment, portA);
        (link.Link.Ports[1].Node, link.Link.Ports[1].Name) = (nodeB.Equipment, portB);
        return link;
    }

    [Step("Start test")]
    private static Task StartLinkTest(
        CoreLink subscription,
        string callbackRoute,
        INrmClient nrm,
        CancellationToken cancellationToken) =>
        nrm.StartTestAsync(subscription.SubscriptionId, callbackRoute, cancellationToken);

    [Step("Check result of test")]
    private static void CheckLinkTest(LinkTest callbackResult)
    {
        if (!callbackResult.Passed)
        {
            throw new InvalidOperationException(
                $"The link loses {callbackResult.LossPercent} % of its traffic. Repair it, then retry: that tests it again.");
        }
    }
}
