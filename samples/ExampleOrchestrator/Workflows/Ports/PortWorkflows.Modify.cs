using ExampleOrchestrator.Products;
using ExampleOrchestrator.Workflows.Forms;

namespace ExampleOrchestrator.Workflows.Ports;

public static partial class PortWorkflows
{
    public sealed record ModifyPortPage : FormPage
    {
        public required bool Enabled { get; init; }
    }

    [ModifyWorkflow(typeof(Port), "Modify port", InputForm = nameof(ModifyPortForm))]
    public static StepList ModifyPort() =>
        Begin
        >> SetStatus(SubscriptionLifecycle.Provisioning)
        >> SwitchPort
        >> DescribePort
        >> SetStatus(SubscriptionLifecycle.Active)
        >> UpdatePortInExternalSystems;

    private static async Task<ModifyPortPage> ModifyPortForm(FormSession form, Port subscription)
    {
        var before = subscription.Interface.Enabled;
        var page = await form.AskAsync(new ModifyPortPage { Enabled = before });
        await form.AskLastAsync(SummaryPage.Of(("Enabled", before, page.Enabled)));
        return page;
    }

    [Step("Update subscription")]
    private static Port SwitchPort(Port subscription, bool enabled)
    {
        subscription.Interface.Enabled = enabled;
        return subscription;
    }
}
