// C# 11 is too old for what is emitted: it is said once, and nothing is emitted.
// options: lang=11
// expect: ORCH1008 at 'Circuit'
using Orchestrator;
using static Orchestrator.Workflow;

namespace App;
[ProductBlock("Circuit")] public sealed partial class Circuit : ProductBlock { [RequiredFrom(SubscriptionLifecycle.Active)] public int? NrmId { get; set; } }
[Product("node")] public sealed partial class Node : SubscriptionModel { public Circuit Circuit { get; set; } = new(); }
public static partial class Flow
{
    [Step("Push")] static void Push(Node subscription) { }
    [ValidateWorkflow(typeof(Node), "Validate node")] public static StepList ValidateNode() => Begin >> Push;
}
