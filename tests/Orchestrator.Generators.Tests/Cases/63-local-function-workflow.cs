// Attributes that nobody reads: [Step] on a local function, [method: Step], a step in a base class of a generic type, a workflow
// by a local function.
// expect: ORCH3001 at 'Inner'
// expect: ORCH1002 at 'G'
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
