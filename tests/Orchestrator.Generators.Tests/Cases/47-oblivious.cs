// Nullable off, C# 12: correct.
// options: lang=12 oblivious
// expect: ORCH3008 at 'Bad'
// expect: ORCH3003 at 'Push'
using Orchestrator;
using static Orchestrator.Workflow;

namespace App
{
    [ProductBlock("Circuit")] public sealed partial class Circuit : ProductBlock { [RequiredFrom(SubscriptionLifecycle.Active)] public string Name { get; set; } }
    [Product("node")] public sealed partial class Node : SubscriptionModel { public Circuit Circuit { get; set; } = new(); }
    public static partial class Flow
    {
        [Step("Push")] static string[] Bad() => null;
        [Step("Push2")] static void Push(Node subscription, string name, System.Guid? id) { }
        [ValidateWorkflow(typeof(Node), "Validate node")] public static StepList ValidateNode() => Begin >> Push;
    }
}
