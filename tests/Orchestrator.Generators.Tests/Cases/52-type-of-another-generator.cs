// A type that another source generator emits does not exist for ours: the parameter is reported.
// options: other-generator
// expect: ORCH3002 at 'client' saying 'emitted by another source generator'
using Orchestrator;
using static Orchestrator.Workflow;

namespace App;
[Product("node")] public sealed partial class Node : SubscriptionModel;
public static partial class Flow
{
    [Step("Push")] static void Push(Node subscription, Other.IClient client) { }
    [ExternalSystemSteps] static StepList Sync => Begin >> Push;
    [ModifyWorkflow(typeof(Node), "Modify node")] public static StepList ModifyNode() => Begin >> Sync;
}
