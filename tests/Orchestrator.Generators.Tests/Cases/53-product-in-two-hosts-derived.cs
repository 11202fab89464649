// A marked product that derives from a marked product: correct (the ORCH4001 is a true one, Colour has no value).
// expect: ORCH4006 at 'Product("special")'
using Orchestrator;
using static Orchestrator.Workflow;

namespace App;
[ProductBlock("Site")] public sealed partial class Site : ProductBlock { [RequiredFrom(SubscriptionLifecycle.Active)] public int? Speed { get; set; } }
[Product("node")] public partial class Node : SubscriptionModel { public Site Site { get; set; } = new(); }
[Product("special")] public sealed partial class Special : Node { public string Colour { get; set; } = ""; }
