// As above, for enums, members, and obsolete members with an id of their own.
// expect: silent
#pragma warning disable APP001, APP002, APP003
using System.Diagnostics.CodeAnalysis;
using Orchestrator;
using static Orchestrator.Workflow;

namespace Cases;

[Experimental("APP001")]
public enum Flavour { Plain, Sweet }

[ProductBlock("Tin")]
public sealed partial class Tin : ProductBlock
{
    public Flavour Flavour { get; set; }

    [Experimental("APP003")]
    public int? Depth { get; set; }

    [Obsolete("use Vlan", DiagnosticId = "APP002")]
    public int? Tag { get; set; }

    public int? Vlan { get; set; }
}

[Product("box")]
public sealed partial class Box : SubscriptionModel { public Tin Tin { get; set; } = new(); }

public static partial class BoxWorkflows
{
    [ValidateWorkflow(typeof(Box), "Validate box")] public static StepList ValidateBox() => Begin >> Look;
    [Obsolete("an old step", DiagnosticId = "APP002"), Step("Look")] private static void Look(Box subscription, Flavour flavour = Flavour.Plain) { }
}
