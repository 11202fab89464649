// ORCH2006's fix writes '!.Value': a reconcile of an incomplete subscription fails with 'Nullable object must have a value', no
// path. Expected: the view (Node.Active), or a message.
// expect: ORCH2006 at 'ModifyNode'
using Orchestrator;
using static Orchestrator.Workflow;

namespace App;
[ProductBlock("Circuit")] public sealed partial class Circuit : ProductBlock { public int? Speed { get; set; } public string? Name { get; set; } }
[Product("node")] public sealed partial class Node : SubscriptionModel { public Circuit Circuit { get; set; } = new(); }
public sealed record Page : FormPage { public required int Speed { get; init; } public required string Name { get; init; } }
public static partial class Flow
{
    static async Task<Page> Form(FormSession form) => await form.AskAsync<Page>();
    [ModifyWorkflow(typeof(Node), "Modify node", InputForm = nameof(Form))] public static StepList ModifyNode() => Begin >> Sync;
    [ExternalSystemSteps] static StepList Sync => Begin >> Push;
    [Step("Push")] static void Push(int speed, string name) { }
}
