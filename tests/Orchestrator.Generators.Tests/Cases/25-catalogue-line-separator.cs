// A carriage return or U+2028 in a text of an author stays in its line of the catalogue, which is a comment.
// options: catalogue
// expect: silent
using Orchestrator;
using static Orchestrator.Workflow;

namespace App;
[Product("node")] public sealed partial class Node : SubscriptionModel;
public static partial class Flow
{
    [Step("Push\u2028to NRM")] static void Push(Node subscription) { }
    [ValidateWorkflow(typeof(Node), "Validate\rnode")] public static StepList ValidateNode() => Begin >> Push;
}
