// ORCH2005's fix joins '#if' lines into one line: the code it writes does not compile. Expected: not offered, or lines kept.
// expect: ORCH2005 at 'ModifyNode'
using Orchestrator;
using static Orchestrator.Workflow;

namespace App;
[Product("node")] public sealed partial class Node : SubscriptionModel;
public static partial class Flow
{
    [Step("Push")] static void Push(Node subscription) { }
    [Step("Log")] static void Log(Node subscription) { }
    [Step("Pull")] static void Pull(Node subscription) { }

    [ModifyWorkflow(typeof(Node), "Modify node")]
    public static StepList ModifyNode() =>
        Begin
        >> Push
#if DEBUG
        >> Log
#endif
        >> Pull;
}
