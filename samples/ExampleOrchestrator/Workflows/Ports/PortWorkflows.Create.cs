using System.ComponentModel.DataAnnotations;
using ExampleOrchestrator.Nrm;
using ExampleOrchestrator.Products;
using ExampleOrchestrator.Workflows.Forms;
using Orchestrator.Products;

namespace ExampleOrchestrator.Workflows.Ports;

public static partial class PortWorkflows
{
    public sealed record PortNodePage : CustomerPage
    {
        [ChooseFrom(nameof(Nodes))]
        [Display(Description = "The node that the port is on")]
        public required Guid Node { get; init; }

        public FormChoices<Guid> Nodes { get; init; } = [];
    }

    // What can be chosen depends on the answer of the page before.
    public sealed record PortNamePage : FormPage
    {
        [ChooseFrom(nameof(Interfaces))]
        public required string PortName { get; init; }

        public FormChoices<string> Interfaces { get; init; } = [];
    }

    [CreateWorkflow(typeof(Port), "Create port", InputForm = nameof(CreatePortForm))]
    public static StepList CreatePort() =>
        Begin
        >> ConstructPort
        >> StoreProcessSubscription
        >> SetStatus(SubscriptionLifecycle.Provisioning)
        >> DescribePort
        >> Apply<NrmPortResource>();

    private static async Task<(PortNodePage, PortNamePage)> CreatePortForm(
        FormSession form,
        Guid product,
        ProcessContext process,
        IProductMetadata products,
        ISubscriptions subscriptions,
        ISubscriptionDirectory directory,
        CancellationToken cancellationToken)
    {
        var nodes = await directory.FindActiveAsync<Node>(process.Caller, cancellationToken);
        var node = await form.AskAsync<PortNodePage>(page => page with { Nodes = nodes });
        var speed = (await products.GetProductAsync(product, cancellationToken)).FixedInput<int>("port_speed");
        var free = await subscriptions.FindFreeInterfacesAsync(node.Node, speed, cancellationToken);
        var name = await form.AskAsync<PortNamePage>(page => page with { Interfaces = free });
        await form.AskLastAsync(SummaryPage.Of(
            ("Node", nodes.LabelOf(node.Node)),
            ("Interface", name.PortName),
            ("Speed in Mbit/s", speed)));
        return (node, name);
    }

    [Step("Construct port")]
    private static Port ConstructPort(Guid product, string customerId, Node node, string portName)
    {
        var port = Port.Create(product, customerId);
        port.Interface.Node = node.Equipment;
        port.Interface.Name = portName;
        return port;
    }
}
