// A step in an extension block is bound, by the method that the compiler makes of it. A chain there is refused: emitted code cannot name it.
// expect: ORCH1010 at 'Sync' saying 'extension block'
using Orchestrator;
using static Orchestrator.Workflow;

namespace App;
[Product("node")] public sealed partial class Node : SubscriptionModel;
public static partial class Extensions
{
    [Step("Push")] public static void Push(Node subscription) { }
    extension(Node)
    {
        [Step("Pull")] public static void Pull(Node subscription) { }
        [ExternalSystemSteps] public static StepList Sync => Begin >> Push;
    }
}
public static partial class Flow
{
    [ModifyWorkflow(typeof(Node), "Modify node")] public static StepList ModifyNode() => Begin >> Node.Pull >> Node.Sync;
}
