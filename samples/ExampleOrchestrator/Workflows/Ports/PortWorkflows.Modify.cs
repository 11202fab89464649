using ExampleOrchestrator.Products;

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

    private static async Task<ModifyPortPage> ModifyPortForm(FormSession form, Port subscription) =>
        await form.AskLastAsync(new ModifyPortPage { Enabled = subscription.Interface.Enabled });

    [Step("Update subscription")]
    private static Port SwitchPort(Port subscription, bool enabled)
    {
        subscription.Interface.Enabled = enabled;
        return subscription;
    }
}
