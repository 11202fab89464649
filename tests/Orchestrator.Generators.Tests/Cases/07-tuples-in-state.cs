// Tuples inside the state come back as they were.
// expect: silent
using Orchestrator;
using static Orchestrator.Workflow;

namespace App;
[Product("node")] public sealed partial class Node : SubscriptionModel;
public static partial class Flow
{
    [ValidateWorkflow(typeof(Node), "Validate node")] public static StepList ValidateNode() => Begin >> Fetch >> Compare;
    [Step("Fetch")] static ((int Low, int High) Vlans, List<(string Key, string Value)> Tags) Fetch() => ((1, 2), [("a", "b")]);
    [Step("Compare")] static void Compare((int Low, int High) vlans, List<(string Key, string Value)> tags) { }
}
