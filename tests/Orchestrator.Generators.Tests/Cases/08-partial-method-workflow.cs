// Partial members: the definition and the implementation are one. The steps change the subscription and do not return it, which is said once each.
// expect: ORCH3005 at 'subscription.Note = "x"' saying 'Push'
// expect: ORCH3006 at 'cancellationToken' saying 'Push'
// expect: ORCH3005 at 'subscription.Note = "x"' saying 'Push2'
// expect: ORCH3006 at 'cancellationToken' saying 'Push2'
using Orchestrator;
using static Orchestrator.Workflow;

namespace App;
[Product("node")] public sealed partial class Node : SubscriptionModel;
public static partial class Flow
{
    [ReconcileWorkflow(typeof(Node), "Reconcile node")] public static partial StepList ReconcileNode();
    [Step("Push")] static partial void Push(Node subscription, CancellationToken cancellationToken);
    [Step("Push2")] private static partial Task Push2(Node subscription, CancellationToken cancellationToken);
}
partial class Flow
{
    public static partial StepList ReconcileNode() => Begin >> Push >> Push2;
    static partial void Push(Node subscription, CancellationToken cancellationToken) { subscription.Note = "x"; }
    private static partial Task Push2(Node subscription, CancellationToken cancellationToken) { subscription.Note = "x"; return Task.CompletedTask; }
}
