// Options that mean nothing where they are written.
// expect: ORCH1004 at 'false' saying 'Reconcile'
// expect: ORCH1004 at '[typeof(Node)]' saying 'AlsoFor'
// expect: ORCH1004 at 'true' saying 'Reconcile'
// expect: ORCH1004 at 'nameof(Push)' saying 'Defaults'
using Orchestrator;
using static Orchestrator.Workflow;

namespace App;
[Product("node")] public sealed partial class Node : SubscriptionModel;
public static partial class Flow
{
    [Step("Push")] static void Push() { }
    [TerminateWorkflow(typeof(Node), "Terminate node", Reconcile = false)] public static StepList TerminateNode() => Begin >> Push;
    [Workflow(Target.System, "Tidy", AlsoFor = [typeof(Node)], Reconcile = true)] public static StepList Tidy() => Begin >> Start >> Push >> Done;
    [ReconcileWorkflow(typeof(Node), "Reconcile node", Defaults = nameof(Push))] public static StepList ReconcileNode() => Begin >> Push;
}
