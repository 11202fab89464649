using System.ComponentModel.DataAnnotations;
using ExampleOrchestrator.Products;
using Orchestrator;
using static Orchestrator.Workflow;

namespace ExampleOrchestrator.Workflows.Ports;

public static partial class PortWorkflows
{
    public sealed record CreatePortPage : FormPage
    {
        [Display(Description = "The subscription id of the node")]
        public required Guid Node { get; init; }

        [Length(1, 64)]
        public required string PortName { get; init; }
    }

    [CreateWorkflow(typeof(Port), "Create port", InputForm = nameof(CreatePortForm))]
    public static StepList CreatePort() =>
        Begin
        >> ConstructPort
        >> StoreProcessSubscription
        >> SetStatus(SubscriptionLifecycle.Provisioning)
        >> DescribePort
        >> UpdatePortInNrm;

    private static async Task<CreatePortPage> CreatePortForm(
        FormSession form,
        ISubscriptions subscriptions,
        CancellationToken cancellationToken)
    {
        var page = await form.AskAsync<CreatePortPage>();
        return await subscriptions.IsActiveAsync<Node>(page.Node, cancellationToken)
            ? page
            : throw form.Invalid(nameof(page.Node), "This is not the id of an active node");
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
