// A lifecycle view by an alias (using ActiveNode = App.Node.Active): correct, the step is bound.
// expect: silent
using Orchestrator;
using static Orchestrator.Workflow;

using ActiveNode = App.Node.Active;
namespace App;
[Product("node")] public sealed partial class Node : SubscriptionModel { public Site Site { get; set; } = new(); }
[ProductBlock("Site")] public sealed partial class Site : ProductBlock { [RequiredFrom(SubscriptionLifecycle.Active)] public int? Speed { get; set; } }
public static partial class Flow
{
    [Step("Push")] static void Push(ActiveNode subscription) => Console.WriteLine(subscription.Site.Speed);
    [ValidateWorkflow(typeof(Node), "Validate node")] public static StepList ValidateNode() => Begin >> Push;
}
