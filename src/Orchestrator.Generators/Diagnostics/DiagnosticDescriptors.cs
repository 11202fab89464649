using Microsoft.CodeAnalysis;

namespace Orchestrator.Generators.Diagnostics;

/// <summary>What the rules say. Each has a page <c>docs/rules/&lt;id&gt;.md</c> with bad and good code.</summary>
internal static class DiagnosticDescriptors
{
    private const string HelpLink = "https://github.com/orchestrator-net/orchestrator/blob/main/docs/rules/";

    public static readonly DiagnosticDescriptor ClassIsNotPartial = new(
        DiagnosticIds.ClassIsNotPartial,
        "A class that needs emitted members is not partial",
        "'{0}' must be partial, because the build emits members for {1}. Write 'partial' before its keyword.",
        DiagnosticCategories.Workflows,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The build emits how steps, workflows, products and blocks are bound into the class that declares them, because they may be private. It can only do so when the class, and every class around it, is partial.",
        HelpLink + DiagnosticIds.ClassIsNotPartial + ".md");

    public static readonly DiagnosticDescriptor ShapeCannotBeUsed = new(
        DiagnosticIds.ShapeCannotBeUsed,
        "A workflow, chain or step has a shape that cannot be used",
        "{0} '{1}' cannot be used: {2}",
        DiagnosticCategories.Workflows,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A workflow is a static method without parameters that returns StepList. A chain is such a method or a static property. A step is a static method, alone under its name, whose result says by names which keys it gives to the state.",
        HelpLink + DiagnosticIds.ShapeCannotBeUsed + ".md");

    // Only the whole compilation shows all workflows of a product, so the rule waits for its end.
    public static readonly DiagnosticDescriptor SecondReconcileWorkflow = new(
        DiagnosticIds.SecondReconcileWorkflow,
        "A product has more than one reconcile workflow",
        "Product '{0}' has more than one reconcile workflow: {1}, and also {2}. Keep one: remove the others, or set 'Reconcile = false' on the modify workflow that one is emitted from.",
        DiagnosticCategories.Reconcile,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "One click reconciles a subscription, so its product has one reconcile workflow: written, emitted from a modify workflow, or registered by a referenced assembly.",
        HelpLink + DiagnosticIds.SecondReconcileWorkflow + ".md",
        WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor ReconcileWorkflowAsks = new(
        DiagnosticIds.ReconcileWorkflowAsks,
        "A reconcile workflow asks for input",
        "Reconcile workflow '{0}' of product '{1}' must ask nothing, but {2}. {3}.",
        DiagnosticCategories.Reconcile,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A reconcile workflow is started with one click and runs through: it has no input form and no input step. What its steps need comes from the subscription, or from a step named by Defaults.",
        HelpLink + DiagnosticIds.ReconcileWorkflowAsks + ".md");

    public static readonly DiagnosticDescriptor OperandIsNoStep = new(
        DiagnosticIds.OperandIsNoStep,
        "An operand of >> is not a step",
        "'{0}' cannot be a step of a workflow: {1}",
        DiagnosticCategories.Steps,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "What is appended with >> is a method marked [Step] or [InputStep], a Step, or a StepList. The build emits a binding for marked methods only, so any other method could not run.",
        HelpLink + DiagnosticIds.OperandIsNoStep + ".md");
}
