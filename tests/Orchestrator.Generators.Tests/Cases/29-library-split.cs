// A product and its create workflow in one library, terminate and validate in another one that refers to it.
// expect: silent
//=== project Products
using Orchestrator;
using static Orchestrator.Workflow;

namespace P; [Product("node")] public sealed partial class Node : SubscriptionModel;
public static partial class CreateFlow { [Step("Make")] static Node Make(Guid product) => Node.Create(product, "c"); [CreateWorkflow(typeof(Node), "Create node")] public static StepList CreateNode() => Begin >> Make >> StoreProcessSubscription; }
//=== project Endings
using Orchestrator;
using static Orchestrator.Workflow;

namespace E; public static partial class EndFlow { [Step("Free")] static void Free() { } [TerminateWorkflow(typeof(P.Node), "Terminate node")] public static StepList TerminateNode() => Begin >> Free; [ValidateWorkflow(typeof(P.Node), "Validate node")] public static StepList ValidateNode() => Begin >> Free; }
