// A marked chain that is only logged is not used, so no reconcile workflow is emitted.
// expect: silent
using Orchestrator;
using static Orchestrator.Workflow;

namespace App;
[Product("node")] public sealed partial class Node : SubscriptionModel;
public static partial class Flow
{
    static readonly bool Flag = true;
    [Step("Push")] static void Push(Node subscription) { }
    [ExternalSystemSteps] static StepList Sync => Begin >> Push;
    [ModifyWorkflow(typeof(Node), "Modify node")] public static StepList ModifyNode() { if (Flag) { return Begin; } Console.WriteLine(Sync.Count); return Begin; }
}
