using ExampleOrchestrator.Products;
using ExampleOrchestrator.Workflows.Forms;

namespace ExampleOrchestrator.Workflows.CoreLinks;

public static partial class CoreLinkWorkflows
{
    public sealed record ModifyCoreLinkPage : FormPage
    {
        public required bool UnderMaintenance { get; init; }
    }

    [ModifyWorkflow(typeof(CoreLink), "Modify core link", InputForm = nameof(ModifyCoreLinkForm))]
    public static StepList ModifyCoreLink() =>
        Begin
        >> SetStatus(SubscriptionLifecycle.Provisioning)
        >> SetMaintenance
        >> DescribeCoreLink
        >> SetStatus(SubscriptionLifecycle.Active)
        >> UpdateCoreLinkInExternalSystems;

    private static async Task<ModifyCoreLinkPage> ModifyCoreLinkForm(FormSession form, CoreLink subscription)
    {
        var before = subscription.Link.UnderMaintenance;
        var page = await form.AskAsync(new ModifyCoreLinkPage { UnderMaintenance = before });
        await form.AskLastAsync(SummaryPage.Of(("Under maintenance", before, page.UnderMaintenance)));
        return page;
    }

    [Step("Update subscription")]
    private static CoreLink SetMaintenance(CoreLink subscription, bool underMaintenance)
    {
        subscription.Link.UnderMaintenance = underMaintenance;
        return subscription;
    }
}
