namespace Orchestrator.Generators.Diagnostics;

/// <summary>The ids of all rules. An id is never renumbered and never used again.</summary>
internal static class DiagnosticIds
{
    public const string ClassIsNotPartial = "ORCH1001";
    public const string ShapeCannotBeUsed = "ORCH1002";
    public const string SecondReconcileWorkflow = "ORCH2001";
    public const string ReconcileWorkflowAsks = "ORCH2002";
    public const string OperandIsNoStep = "ORCH3001";
}
