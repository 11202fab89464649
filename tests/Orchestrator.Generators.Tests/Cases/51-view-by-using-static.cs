// A lifecycle view by its simple name: using static names the product.
// expect: silent
using Orchestrator;
using static Orchestrator.Workflow;

using static App.Node;
namespace App;
[Product("node")] public sealed partial class Node : SubscriptionModel { public Site Site { get; set; } = new(); }
[ProductBlock("Site")] public sealed partial class Site : ProductBlock { [RequiredFrom(SubscriptionLifecycle.Active)] public int? Speed { get; set; } }
public static partial class Flow
{
    [Step("Push")] static void Push(Active subscription) => Console.WriteLine(subscription.Site.Speed);
    [ValidateWorkflow(typeof(Node), "Validate node")] public static StepList ValidateNode() => Begin >> Push;
}
