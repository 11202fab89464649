// Changes by deconstruction, in a loop over Where, by an index and in ForEach are lost as any other.
// expect: ORCH3005 at '(subscription.Site.Ports[0].Vlan, subscription.Site.Ports[0].Mtu) = (1, 2)' saying 'One'
// expect: ORCH3005 at 'port.Vlan = 1' saying 'Two'
// expect: ORCH3005 at 'subscription.Site.Vlans[0] = 5' saying 'Three'
// expect: ORCH3005 at 'port.Vlan = 1' saying 'Four'
using Orchestrator;
using static Orchestrator.Workflow;

namespace App;
[ProductBlock("Port")] public sealed partial class Port : ProductBlock { public int? Vlan { get; set; } public int? Mtu { get; set; } }
[ProductBlock("Site")] public sealed partial class Site : ProductBlock { public List<Port> Ports { get; set; } = []; public List<int> Vlans { get; set; } = []; }
[Product("node")] public sealed partial class Node : SubscriptionModel { public Site Site { get; set; } = new(); }
public static partial class Flow
{
    [Step("One")] internal static void One(Node subscription) { (subscription.Site.Ports[0].Vlan, subscription.Site.Ports[0].Mtu) = (1, 2); }
    [Step("Two")] internal static void Two(Node subscription) { foreach (var port in subscription.Site.Ports.Where(static port => port.Vlan is null)) { port.Vlan = 1; } }
    [Step("Three")] internal static void Three(Node subscription) { subscription.Site.Vlans[0] = 5; }
    [Step("Four")] internal static void Four(Node subscription) { subscription.Site.Ports.ForEach(static port => port.Vlan = 1); }
}
