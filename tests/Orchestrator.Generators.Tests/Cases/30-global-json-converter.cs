// A strongly typed id whose converter the application registers is text in JSON: a record of one value is not certain to be an object.
// expect: silent
using Orchestrator;
using static Orchestrator.Workflow;

namespace App;
[Product("node")] public sealed partial class Node : SubscriptionModel;
public readonly record struct NodeId(Guid Value); // converter: StateJson.Options.Converters.Add(new NodeIdConverter())
public static partial class Flow
{
    [ValidateWorkflow(typeof(Node), "Validate node")] public static StepList ValidateNode() => Begin >> Fetch >> Compare;
    [Step("Fetch")] static (NodeId NodeId, int X) Fetch() => (default, 1);
    [Step("Compare")] static void Compare(Guid nodeId) { }
}
