// A step as a local function is refused; [method: Step] is read as any.
// expect: ORCH1010 at 'Inner' saying 'local function'
// expect: ORCH3001 at 'Inner'
// expect: ORCH1010 at 'G'
// expect: ORCH3003 at 'G'
using Orchestrator;
using static Orchestrator.Workflow;

namespace App;
[Product("node")] public sealed partial class Node : SubscriptionModel;
public static partial class Flow
{
    [method: Step("Push")] static void Push() { }
    [ValidateWorkflow(typeof(Node), "Validate node")] public static StepList ValidateNode() { return Begin >> Push >> Inner; [Step("Inner")] static void Inner() { } }
}
public abstract partial class Generic<T> { [Step("G")] protected static void G(T value) { } }
public sealed partial class Closed : Generic<int> { [ValidateWorkflow(typeof(Node), "Validate closed")] public static StepList ValidateClosed() => Begin >> G; }
