using System.ComponentModel.DataAnnotations;
using ExampleOrchestrator.Nrm;
using ExampleOrchestrator.Products;
using Orchestrator;
using Orchestrator.Products;
using static Orchestrator.Workflow;

namespace ExampleOrchestrator.Workflows.Ports;

public static partial class PortWorkflows
{
    public sealed record CreatePortPage : FormPage
    {
        [ChooseFrom(nameof(Nodes))]
        [Display(Description = "The node that the port is on")]
        public required Guid Node { get; init; }

        [Length(1, 64)]
        public required string PortName { get; init; }

        public FormChoices<Guid> Nodes { get; init; } = [];
    }

    [CreateWorkflow(typeof(Port), "Create port", InputForm = nameof(CreatePortForm))]
    public static StepList CreatePort() =>
        Begin
        >> ConstructPort
        >> StoreProcessSubscription
        >> SetStatus(SubscriptionLifecycle.Provisioning)
        >> DescribePort
        >> Apply<NrmPortResource>();

    private static async Task<CreatePortPage> CreatePortForm(
        FormSession form,
        ProcessContext process,
        ISubscriptionDirectory subscriptions,
        CancellationToken cancellationToken)
    {
        var nodes = await subscriptions.FindActiveAsync<Node>(process.Caller, cancellationToken);
        return await form.AskLastAsync<CreatePortPage>(page => page with { Nodes = nodes });
    }

    [Step("Construct port")]
    private static Port ConstructPort(Guid product, Node node, string portName)
    {
        var port = Port.Create(product, Customers.Default);
        port.Interface.Node = node.Equipment;
        port.Interface.Name = portName;
        return port;
    }
}
