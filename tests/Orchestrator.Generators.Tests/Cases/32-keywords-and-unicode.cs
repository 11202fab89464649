// Keywords, contextual keywords and unicode as names: correct.
// expect: ORCH3003 at '@yield'
using Orchestrator;
using static Orchestrator.Workflow;

namespace App.@namespace;
[ProductBlock("b")] public sealed partial class @record : ProductBlock { public string? @class { get; set; } public int @field { get; set; } public int größe { get; set; } [RequiredFrom(SubscriptionLifecycle.Active)] public int? @required { get; set; } }
[Product("p")] public sealed partial class @event : SubscriptionModel { public @record @params { get; set; } = new(); }
public static partial class @static
{
    [Step("s")] static (int @int, string @ref) @await(@event @subscription, int @in, string @out = "x") => (1, "");
    [ExternalSystemSteps] static StepList @yield => Begin >> @await;
    [ModifyWorkflow(typeof(@event), "Modify")] public static StepList @var() => Begin >> @yield;
}
