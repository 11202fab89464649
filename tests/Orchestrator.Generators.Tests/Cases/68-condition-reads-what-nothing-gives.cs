// A chain that a create, a modify and a reconcile workflow share asks for a key that only the form of the modify workflow gives. Each was
// built without a word, and failed at run time.
// expect: ORCH3003 at 'PublishZone' saying 'the condition needs the state key 'signed''
// expect: ORCH2006 at 'ModifyDnsZone' saying 'lacks 'signed''
using Orchestrator;
using static Orchestrator.Workflow;

namespace App;

[Product("dns zone")]
public sealed partial class DnsZone : SubscriptionModel;

public static partial class ZoneWorkflows
{
    public sealed record CreatePage : FormPage
    {
        public required string ZoneName { get; init; }
    }

    public sealed record SettingsPage : FormPage
    {
        public required bool Signed { get; init; }
    }

    [CreateWorkflow(typeof(DnsZone), "Create dns zone", InputForm = nameof(AskName))]
    public static StepList CreateDnsZone() => Begin >> ConstructZone >> StoreProcessSubscription >> PublishZone;

    [ModifyWorkflow(typeof(DnsZone), "Modify dns zone", InputForm = nameof(AskSettings))]
    public static StepList ModifyDnsZone() => Begin >> PublishZone;

    [ExternalSystemSteps]
    private static StepList PublishZone => Begin >> Conditional(static state => state.Get<bool>("signed"), Begin >> SignZone);

    private static async Task<CreatePage> AskName(FormSession form) => await form.AskAsync<CreatePage>();

    private static async Task<SettingsPage> AskSettings(FormSession form) => await form.AskAsync<SettingsPage>();

    [Step("Construct zone")]
    private static DnsZone ConstructZone(Guid product, string zoneName)
    {
        var zone = DnsZone.Create(product, "acme");
        zone.Description = zoneName;
        return zone;
    }

    [Step("Sign zone")]
    private static void SignZone(DnsZone subscription) => Console.WriteLine(subscription.Description);
}
