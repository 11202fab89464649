// A project that only refers to two hosts, as their integration tests do, brings nothing together.
// What WestHost says is only that a case gives each project those before it.
// expect: ORCH4007 at 'Product("node")' saying 'class 'Node' of assembly 'EastHost'
// expect: ORCH1003 at 'ValidateNode' saying 'one in assembly EastHost'
//=== project EastHost exe
using Orchestrator;
using static Orchestrator.Workflow;

System.Console.WriteLine();
namespace East { [Product("node")] public sealed partial class Node : SubscriptionModel; public static partial class Flow { [Step("Push")] static void Push() { } [ValidateWorkflow(typeof(Node), "Validate node")] public static StepList ValidateNode() => Begin >> Push; } }
//=== project WestHost exe
using Orchestrator;
using static Orchestrator.Workflow;

System.Console.WriteLine();
namespace West { [Product("node")] public sealed partial class Node : SubscriptionModel; public static partial class Flow { [Step("Push")] static void Push() { } [ValidateWorkflow(typeof(Node), "Validate node")] public static StepList ValidateNode() => Begin >> Push; } }
//=== project IntegrationTests exe
System.Console.WriteLine();
public sealed class Tests { public void Both() { _ = typeof(East.Node); _ = typeof(West.Node); } }
