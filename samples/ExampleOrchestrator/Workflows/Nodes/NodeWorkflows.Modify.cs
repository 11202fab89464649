using ExampleOrchestrator.Products;
using ExampleOrchestrator.Workflows.Forms;

namespace ExampleOrchestrator.Workflows.Nodes;

public static partial class NodeWorkflows
{
    public sealed record ModifyNodePage : FormPage
    {
        public required Site Site { get; init; }
    }

    [ModifyWorkflow(typeof(Node), "Modify node", InputForm = nameof(ModifyNodeForm))]
    public static StepList ModifyNode() =>
        Begin
        >> SetStatus(SubscriptionLifecycle.Provisioning)
        >> MoveNode
        >> DescribeNode
        >> SetStatus(SubscriptionLifecycle.Active)
        >> UpdateNodeInExternalSystems;

    private static async Task<ModifyNodePage> ModifyNodeForm(FormSession form, Node.Active subscription)
    {
        var before = subscription.Equipment.Site;
        var page = await form.AskAsync(new ModifyNodePage { Site = before });
        await form.AskLastAsync(SummaryPage.Of(("Site", before, page.Site)));
        return page;
    }

    [Step("Update subscription")]
    private static Node MoveNode(Node subscription, Site site)
    {
        subscription.Equipment.Site = site;
        return subscription;
    }
}
