// A chain that modify runs only on a condition: a reconcile workflow that runs it always would do something else, so none is emitted, and that is said.
// expect: ORCH2007 at 'Sync' saying 'inside 'Conditional'
using Orchestrator;
using static Orchestrator.Workflow;

namespace App;
[Product("node")] public sealed partial class Node : SubscriptionModel;
public static partial class Flow
{
    [Step("Push")] static void Push(Node subscription) { }
    [ExternalSystemSteps] static StepList Sync => Begin >> Push;
    [ModifyWorkflow(typeof(Node), "Modify node")] public static StepList ModifyNode() => Begin >> Conditional(static state => state.ContainsKey("managed"), Sync);
}
