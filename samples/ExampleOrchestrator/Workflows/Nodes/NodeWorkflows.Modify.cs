using ExampleOrchestrator.Products;

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

    private static async Task<ModifyNodePage> ModifyNodeForm(FormSession form, Node subscription) =>
        await form.AskLastAsync(new ModifyNodePage { Site = subscription.Equipment.Site ?? Site.Amsterdam });

    [Step("Update subscription")]
    private static Node MoveNode(Node subscription, Site site)
    {
        subscription.Equipment.Site = site;
        return subscription;
    }
}
