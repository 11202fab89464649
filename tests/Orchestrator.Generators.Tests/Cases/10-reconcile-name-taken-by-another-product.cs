// ReconcileNode exists, but for one of the two products only: that the other one gets no reconcile workflow is said.
// expect: ORCH2008 at 'ModifyNode' saying 'would be named 'ReconcileNode''
using Orchestrator;
using static Orchestrator.Workflow;

namespace App;
[Product("node")] public sealed partial class Node : SubscriptionModel;
[Product("port")] public sealed partial class Port : SubscriptionModel;
public static partial class Flow
{
    [Step("Push")] static void Push(SubscriptionModel subscription) { }
    [ExternalSystemSteps] static StepList Sync => Begin >> Push;
    [ModifyWorkflow(typeof(Node), "Modify node", AlsoFor = [typeof(Port)])] public static StepList ModifyNode() => Begin >> Sync;
    [ReconcileWorkflow(typeof(Port), "Reconcile port")] public static StepList ReconcileNode() => Begin >> Sync;
}
