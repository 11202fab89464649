// An author's subclass of StepAttribute is not read, and that is said where it is declared; a method that it marks is not a step.
// expect: ORCH1002 at 'NrmStepAttribute' saying 'the build reads [Step] and [RetryStep] themselves'
// expect: ORCH3001 at 'Push'
using Orchestrator;
using static Orchestrator.Workflow;

namespace App;
[Product("node")] public sealed partial class Node : SubscriptionModel;
public sealed class NrmStepAttribute(string name) : StepAttribute(name);
public static partial class Flow
{
    [NrmStep("Push")] internal static void Push(Node subscription) { }
    [ValidateWorkflow(typeof(Node), "Validate node")] public static StepList ValidateNode() => Begin >> Push;
}
