// An author's own AsActive leaves no room for the view, which is then not emitted.
// expect: silent
using Orchestrator;
using static Orchestrator.Workflow;

namespace App;
[ProductBlock("Circuit")] public sealed partial class Circuit : ProductBlock { [RequiredFrom(SubscriptionLifecycle.Active)] public int? NrmId { get; set; } }
[Product("line")] public sealed partial class Line : SubscriptionModel
{
    public Circuit Circuit { get; set; } = new();
    public string AsActive() => "mine";
}
