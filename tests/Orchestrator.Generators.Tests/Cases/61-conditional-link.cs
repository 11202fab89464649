// A StoreProcessSubscription inside Conditional may be skipped, and then the process is not linked.
// expect: ORCH1007 at 'StoreProcessSubscription' saying 'only on a condition'
using Orchestrator;
using static Orchestrator.Workflow;

namespace App;
[Product("node")] public sealed partial class Node : SubscriptionModel;
public static partial class Flow
{
    [Step("Make")] static Node Make(Guid product) => Node.Create(product, "c");
    [Step("Free")] static void Free() { }
    [CreateWorkflow(typeof(Node), "Create node")] public static StepList CreateNode() => Begin >> Make >> Conditional(static state => state.ContainsKey("x"), Begin >> StoreProcessSubscription);
    [TerminateWorkflow(typeof(Node), "Terminate node")] public static StepList TerminateNode() => Begin >> Free;
    [ValidateWorkflow(typeof(Node), "Validate node")] public static StepList ValidateNode() => Begin >> Free;
}
