// A stored property with the name of a member that the build emits is refused at the property.
// expect: ORCH4007 at 'Map' saying 'the build emits a member 'Map''
// expect: ORCH4007 at 'ValidIn' saying 'rename it'
using Orchestrator;
using static Orchestrator.Workflow;

namespace App;
[ProductBlock("Site")] public sealed partial class Site : ProductBlock { public new string? Map { get; set; } }
[ProductBlock("Rack", ValidIn = [SubscriptionLifecycle.Active])] public sealed partial class Rack : ProductBlock { public new string? ValidIn { get; set; } }
