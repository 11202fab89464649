using static Orchestrator.Workflow;

namespace Orchestrator.Api.Tests.Support;

[Product("vault", Tag = "VAULT", Description = "A vault")]
public sealed partial class Vault : SubscriptionModel
{
    public LampBlock Block { get; set; } = new();
}

/// <summary>Workflows under a policy of ASP.NET Core's authorization.</summary>
public static partial class VaultWorkflows
{
    internal const string Operators = "operators";
    internal const string Customer = "gringotts";
    internal const string Description = "The vault of the goblins";

    public sealed record GuardPage : FormPage
    {
        public string Guard { get; init; } = "";
    }

    [CreateWorkflow(typeof(Vault), "Create vault")]
    public static StepList CreateVault() => Begin >> ConstructVault >> StoreProcessSubscription;

    [ModifyWorkflow(typeof(Vault), "Modify vault", Policy = Operators)]
    public static StepList ModifyVault() => Begin >> OpenVault;

    [ExternalSystemSteps]
    private static StepList OpenVault => Begin >> TurnKey;

    [Workflow(Target.System, "Guard vault", Policy = Operators)]
    public static StepList GuardVault() => Begin >> Start >> NameGuard >> BreakLock >> Done;

    [Workflow(Target.System, "Await key", Policy = Operators)]
    public static StepList AwaitKey() => Begin >> Start >> CallbackStep("Key", OrderKey, TakeKey) >> Done;

    [Step("Construct vault")]
    private static Vault ConstructVault(Guid product)
    {
        var vault = Vault.Create(product, Customer);
        vault.Description = Description;
        return vault;
    }

    [Step("Turn key")]
    private static void TurnKey(Vault subscription) => ArgumentNullException.ThrowIfNull(subscription);

    [InputStep("Name guard", Assignee.Noc)]
    private static async Task<GuardPage> NameGuard(FormSession form) => await form.AskAsync<GuardPage>();

    [Step("Break lock")]
    private static void BreakLock(string guard) => throw new InvalidOperationException($"The lock resists {guard}.");

    [Step("Order key")]
    private static void OrderKey(string callbackRoute) => ArgumentException.ThrowIfNullOrEmpty(callbackRoute);

    [Step("Take key")]
    private static void TakeKey(Dictionary<string, string> callbackResult) => ArgumentNullException.ThrowIfNull(callbackResult);
}
