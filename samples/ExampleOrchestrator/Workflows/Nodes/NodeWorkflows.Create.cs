using System.ComponentModel.DataAnnotations;
using ExampleOrchestrator.Nrm;
using ExampleOrchestrator.Products;
using ExampleOrchestrator.Workflows.Forms;

namespace ExampleOrchestrator.Workflows.Nodes;

public static partial class NodeWorkflows
{
    public sealed record CreateNodePage : CustomerPage
    {
        [Length(1, 64)]
        public required string NodeName { get; init; }

        public required Site Site { get; init; }

        [Display(Description = "Otherwise the workflow waits until it is said to be there")]
        public bool Installed { get; init; } = true;
    }

    public sealed record InstallationPage : FormPage
    {
        public FormLabel Question { get; } = new("Press the button when the node is mounted, connected and started.");
    }

    [CreateWorkflow(typeof(Node), "Create node", InputForm = nameof(CreateNodeForm))]
    public static StepList CreateNode() =>
        Begin
        >> ConstructNode
        >> StoreProcessSubscription
        >> SetStatus(SubscriptionLifecycle.Provisioning)
        >> DescribeNode
        >> Conditional(static state => !state.Get<bool>("installed"), ConfirmInstallation)
        >> Apply<NrmNodeResource>()
        >> ReadInterfaces;

    private static async Task<CreateNodePage> CreateNodeForm(FormSession form)
    {
        var page = await form.AskAsync<CreateNodePage>();
        await form.AskLastAsync(SummaryPage.Of(("Name", page.NodeName), ("Site", page.Site), ("Installed", page.Installed)));
        return page;
    }

    [Step("Construct node")]
    private static Node ConstructNode(Guid product, string customerId, string nodeName, Site site)
    {
        var node = Node.Create(product, customerId);
        node.Equipment.Name = nodeName;
        node.Equipment.Site = site;
        return node;
    }

    [InputStep("Confirm installation", Assignee.Noc)]
    private static async Task ConfirmInstallation(FormSession form) => await form.AskLastAsync<InstallationPage>();
}
