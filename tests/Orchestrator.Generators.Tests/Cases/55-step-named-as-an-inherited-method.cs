// A step with the name of an inherited method is ambiguous as a method group: the step is reported, and not only the chain by the compiler.
// compiler: CS0019
// expect: ORCH1002 at 'Push' saying 'it inherits another method of this name from 'Base''
using Orchestrator;
using static Orchestrator.Workflow;

namespace App;
[Product("node")] public sealed partial class Node : SubscriptionModel;
public class Base
{
    protected static void Push(string text) { }
    protected static void Pull(Node subscription) { }
}
public sealed partial class Flow : Base
{
    [Step("Push")] static void Push(Node subscription) { }
    [Step("Pull")] static new void Pull(Node subscription) { }
    [ValidateWorkflow(typeof(Node), "Validate node")] public static StepList ValidateNode() => Begin >> Push;
    [ValidateWorkflow(typeof(Node), "Check node")] public static StepList CheckNode() => Begin >> Pull;
}
