// ORCH3005's fix on an async expression-bodied step and one with a local.
// expect: ORCH3005 at 'subscription.Note = "x"'
using Orchestrator;
using static Orchestrator.Workflow;

namespace App;
[Product("node")] public sealed partial class Node : SubscriptionModel;
public static partial class Flow
{
    /// <summary>Pushes.</summary>
    [Step("Push")]
    static async Task Push(Node subscription, CancellationToken cancellationToken) => await Fill(subscription.Note = "x", cancellationToken); // why

    static Task Fill(string x, CancellationToken c) => Task.CompletedTask;
}
