// The emitted reconcile workflow of a marked chain of another assembly is judged by what that assembly publishes of it.
// expect: ORCH2006 at 'ModifyNode' saying 'lacks 'size''
// expect: ORCH1006 at 'ModifyNode' saying 'Chains.Check' has moved'
//=== project Library
using Orchestrator;
using static Orchestrator.Workflow;

namespace Library;
[Product("node")] public sealed partial class Node : SubscriptionModel;
public static partial class Chains
{
    [ExternalSystemSteps] public static StepList Push => Begin >> Send >> Check;
    [Step("Send")] static void Send(int size) { }
    [Step("Check")] static void Check() { }
}
//=== project Host
using Orchestrator;
using Library;
using static Orchestrator.Workflow;

namespace Host;
public static partial class Flow
{
    [ModifyWorkflow(typeof(Node), "Modify node")] public static StepList ModifyNode() => Begin >> Ask >> Chains.Push;
    [Step("Ask")] static (int Size, string Unit) Ask() => (1, "m");
}
//=== file Workflows.Shipped.txt
modify_node: Flow.Ask "Ask"
modify_node: Chains.Send "Send"
modify_node: Chains.Check "Check"
reconcile_node: Chains.Check "Check"
reconcile_node: Chains.Send "Send"
//=== file Workflows.Unshipped.txt
