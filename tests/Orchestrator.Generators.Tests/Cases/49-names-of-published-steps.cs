// A step of a chain of another assembly has the name of a step beside it.
// expect: ORCH1005 at 'Shared.Chain' saying 'Shared.Push'
//=== project Library
using Orchestrator;
using static Orchestrator.Workflow;

namespace App;
public static partial class Shared
{
    [Step("Push")] static void Push() { }
    public static StepList Chain => Begin >> Push;
}
//=== project Host
using Orchestrator;
using static Orchestrator.Workflow;

namespace App;
[Product("node")] public sealed partial class Node : SubscriptionModel;
public static partial class Flow
{
    [Step("Push")] static void Send() { }
    [ValidateWorkflow(typeof(Node), "Validate node")] public static StepList ValidateNode() => Begin >> Send >> Shared.Chain;
}
