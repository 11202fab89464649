using static Orchestrator.Workflow;

namespace Orchestrator.Tests.Support;

/// <summary>Workflows whose forms give more than is asked for.</summary>
public static partial class FormWorkflows
{
    public sealed record UsurperPage : FormPage
    {
        public required string ProcessId { get; init; }

        public required string Reporter { get; init; }

        public required string WorkflowName { get; init; }

        public required string WorkflowTarget { get; init; }

        public required string Harmless { get; init; }
    }

    public sealed record MovePage : FormPage
    {
        public required Place Address { get; init; }
    }

    public sealed record SubscriptionUsurperPage : FormPage
    {
        public required Guid SubscriptionId { get; init; }
    }

    public sealed record Place
    {
        public required string City { get; init; }

        public required IReadOnlyList<int> Floors { get; init; }
    }

    [Workflow(Target.System, "Usurp identity", InputForm = nameof(UsurpForm))]
    public static StepList UsurpIdentity() => Begin >> Start >> Done;

    [ModifyWorkflow(typeof(Thing), "Usurp subscription", InputForm = nameof(UsurpSubscriptionForm), Reconcile = false)]
    public static StepList UsurpSubscription() => Begin;

    [Workflow(Target.System, "Ask inventory", InputForm = nameof(AskInventoryForm))]
    public static StepList AskInventory() => Begin >> Start >> Done;

    [Workflow(Target.System, "Move house")]
    public static StepList MoveHouse() => Begin >> Start >> LiveSomewhere >> AskWhereTo >> Done;

    private static async Task<MovePage> AskInventoryForm(FormSession form, IExternalSystem system, CancellationToken cancellationToken)
    {
        await system.ApplyAsync(Guid.Empty, 0, cancellationToken);
        return await form.AskAsync<MovePage>();
    }

#pragma warning disable ORCH3004 // What the compiler forbids, the engine must not let happen either: that is what this workflow tests.
    private static async Task<UsurperPage> UsurpForm(FormSession form) => await form.AskAsync<UsurperPage>();

    private static async Task<SubscriptionUsurperPage> UsurpSubscriptionForm(FormSession form) =>
        await form.AskAsync<SubscriptionUsurperPage>();
#pragma warning restore ORCH3004

    [Step("Live somewhere")]
    private static State LiveSomewhere() => State.Parse("""{"address": {"street": "High Street", "city": "Utrecht", "floors": [1, 2]}}""");

    [InputStep("Ask where to", Assignee.Noc)]
    private static async Task<MovePage> AskWhereTo(FormSession form) => await form.AskAsync<MovePage>();
}
