// A step takes B.Node in a workflow for A.Node: two products of one simple name are two.
// expect: ORCH3003 at 'Push' saying 'needs a 'B.Node', but the workflow is for 'A.Node'
using Orchestrator;
using static Orchestrator.Workflow;

namespace A { [Product("node a")] public sealed partial class Node : SubscriptionModel; }
namespace B { [Product("node b")] public sealed partial class Node : SubscriptionModel; }
namespace App
{
    public static partial class Flow
    {
        [ValidateWorkflow(typeof(A.Node), "Validate node")] public static StepList ValidateNode() => Begin >> Push;
        [Step("Push")] static void Push(B.Node subscription) { }
    }
}
