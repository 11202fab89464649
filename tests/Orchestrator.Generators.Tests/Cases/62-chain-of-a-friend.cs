// A chain that only a friend assembly can name is judged as any other.
// expect: ORCH2002 at 'Shared.Asks' saying 'it runs the input step 'Ask'
// expect: ORCH2003 at 'Shared.Sets' saying 'it sets the subscription's status'
//=== project Library
using System.Runtime.CompilerServices;
using Orchestrator;
using static Orchestrator.Workflow;

[assembly: InternalsVisibleTo("Host")]

namespace App;
internal sealed record Page : FormPage { public int Size { get; init; } }
internal static partial class Shared
{
    [InputStep("Ask", Assignee.Noc)] static async Task<Page> Ask(FormSession form) => await form.AskAsync<Page>();
    internal static StepList Asks => Begin >> Ask;
    internal static StepList Sets => Begin >> SetStatus(SubscriptionLifecycle.Active);
}
//=== project Host
using Orchestrator;
using static Orchestrator.Workflow;

namespace App;
[Product("node")] public sealed partial class Node : SubscriptionModel;
public static partial class Flow
{
    [ReconcileWorkflow(typeof(Node), "Reconcile node")] public static StepList ReconcileNode() => Begin >> Shared.Asks >> Shared.Sets;
}
