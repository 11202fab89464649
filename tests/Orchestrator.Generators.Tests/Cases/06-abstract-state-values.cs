// Values of abstract types are read from the state: JSON itself, and what its author marks as polymorphic.
// expect: silent
using Orchestrator;
using static Orchestrator.Workflow;

using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
namespace App;
[Product("node")] public sealed partial class Node : SubscriptionModel;
[JsonPolymorphic, JsonDerivedType(typeof(Fibre), "fibre")] public abstract record Endpoint;
public sealed record Fibre(int Strand) : Endpoint;
public static partial class Flow
{
    [ValidateWorkflow(typeof(Node), "Validate node")] public static StepList ValidateNode() => Begin >> Fetch >> Compare;
    [Step("Fetch")] static (JsonNode Answer, Endpoint Endpoint) Fetch() => (JsonValue.Create(1)!, new Fibre(1));
    [Step("Compare")] static void Compare(JsonNode answer, Endpoint endpoint) { }
}
