using System.ComponentModel.DataAnnotations;
using ExampleOrchestrator.Nrm;
using ExampleOrchestrator.Products;
using Orchestrator;
using static Orchestrator.Workflow;

namespace ExampleOrchestrator.Workflows.Nodes;

public static partial class NodeWorkflows
{
    public sealed record CreateNodePage : FormPage
    {
        [Length(1, 64)]
        public required string NodeName { get; init; }

        public required Site Site { get; init; }
    }

    [CreateWorkflow(typeof(Node), "Create node", InputForm = nameof(CreateNodeForm))]
    public static StepList CreateNode() =>
        Begin
        >> ConstructNode
        >> StoreProcessSubscription
        >> SetStatus(SubscriptionLifecycle.Provisioning)
        >> DescribeNode
        >> Apply<NrmNodeResource>();

    private static async Task<CreateNodePage> CreateNodeForm(FormSession form) => await form.AskLastAsync<CreateNodePage>();

    [Step("Construct node")]
    private static Node ConstructNode(Guid product, string nodeName, Site site)
    {
        var node = Node.Create(product, Customers.Default);
        node.Equipment.Name = nodeName;
        node.Equipment.Site = site;
        return node;
    }
}
