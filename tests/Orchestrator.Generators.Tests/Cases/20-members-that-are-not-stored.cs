// What is not stored cannot be lost.
// expect: silent
using System.ComponentModel.DataAnnotations.Schema;
using Orchestrator;
using static Orchestrator.Workflow;

namespace App;
[ProductBlock("Site")] public sealed partial class Site : ProductBlock { public int? Vlan { get; set; } [NotMapped] public int Attempts { get; set; } }
[Product("node")] public sealed partial class Node : SubscriptionModel { public Site Site { get; set; } = new(); [NotMapped] public List<string> Trace { get; } = []; }
public static partial class Flow
{
    [Step("Push")] internal static void Push(Node subscription) { subscription.Site.Attempts++; subscription.Trace.Add("pushed"); }
}
