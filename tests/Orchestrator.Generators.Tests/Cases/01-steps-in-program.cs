// Steps and workflows in 'partial class Program' beside top-level statements are bound.
// options: exe
// expect: silent
using Orchestrator;
using static Orchestrator.Workflow;

Console.WriteLine("host starts here");

[Product("node")] public sealed partial class Node : SubscriptionModel;

partial class Program
{
    [Step("Push")] static void Push(Node subscription) { }
    [ExternalSystemSteps] static StepList Sync => Begin >> Push;
    [ModifyWorkflow(typeof(Node), "Modify node")] public static StepList ModifyNode() => Begin >> Sync;
}
