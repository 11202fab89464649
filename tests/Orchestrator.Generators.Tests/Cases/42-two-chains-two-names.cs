// Two chains give the one reconcile workflow of a modify workflow different names: neither wins.
// expect: ORCH2008 at 'ModifyNode' saying ''RepairNode' and 'RestoreNode''
using Orchestrator;
using static Orchestrator.Workflow;

namespace App;
[Product("node")] public sealed partial class Node : SubscriptionModel;
public static partial class Flow
{
    [Step("Push")] static void Push(Node subscription) { }
    [ExternalSystemSteps(Workflow = "RepairNode")] static StepList One => Begin >> Push;
    [ExternalSystemSteps(Workflow = "RestoreNode")] static StepList Two => Begin >> Push;
    [ModifyWorkflow(typeof(Node), "Modify node")] public static StepList ModifyNode() => Begin >> One >> Two;
}
