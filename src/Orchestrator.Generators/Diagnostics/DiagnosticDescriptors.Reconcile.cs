using Microsoft.CodeAnalysis;

namespace Orchestrator.Generators.Diagnostics;

/// <content>The rules of the category <see cref="DiagnosticCategories.Reconcile"/>.</content>
internal static partial class DiagnosticDescriptors
{
    // Only the whole compilation shows all workflows of a product, so the rule waits for its end.
    public static readonly DiagnosticDescriptor SecondReconcileWorkflow = new(
        DiagnosticIds.SecondReconcileWorkflow,
        "A product has more than one reconcile workflow",
        "Product '{0}' has more than one reconcile workflow: {1}, and also {2}. Keep one: remove the others, or set 'Reconcile = "
            + "false' on the modify workflow that one is emitted from.",
        DiagnosticCategories.Reconcile,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "One click reconciles a subscription, so its product has one reconcile workflow: written, emitted from a modify workflow, "
            + "or registered by a referenced assembly.",
        HelpLink + DiagnosticIds.SecondReconcileWorkflow + ".md",
        WellKnownDiagnosticTags.CompilationEnd
    );

    // The same rule within one class, which needs no other file.
    public static readonly DiagnosticDescriptor SecondReconcileWorkflowOfClass = new(
        DiagnosticIds.SecondReconcileWorkflow,
        "A product has more than one reconcile workflow",
        "Product '{0}' has more than one reconcile workflow: {1}, and also {2}. Keep one: remove the others, or set 'Reconcile = "
            + "false' on the modify workflow that one is emitted from.",
        DiagnosticCategories.Reconcile,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "One click reconciles a subscription, so its product has one reconcile workflow: written, emitted from a modify workflow, "
            + "or registered by a referenced assembly.",
        HelpLink + DiagnosticIds.SecondReconcileWorkflow + ".md"
    );

    // The same rule for assemblies that only meet here. It has no place in a file that is being typed, so it waits for the end.
    public static readonly DiagnosticDescriptor SecondReconcileWorkflowOfReferences = new(
        DiagnosticIds.SecondReconcileWorkflow,
        "A product has more than one reconcile workflow",
        "Product '{0}' has more than one reconcile workflow in the assemblies that this project references: {1}. Keep one: remove "
            + "the others where they are declared, set 'Reconcile = false' on the modify workflow that one is emitted from, or register "
            + "one of the assemblies only.",
        DiagnosticCategories.Reconcile,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "One click reconciles a subscription, so its product has one reconcile workflow. Two independent assemblies can each have "
            + "one; a host that registers both does not start.",
        HelpLink + DiagnosticIds.SecondReconcileWorkflow + ".md",
        WellKnownDiagnosticTags.CompilationEnd
    );

    public static readonly DiagnosticDescriptor ReconcileWorkflowAsks = new(
        DiagnosticIds.ReconcileWorkflowAsks,
        "A reconcile workflow asks for input",
        "Reconcile workflow '{0}' of product '{1}' must not ask for input, but {2}. {3}.",
        DiagnosticCategories.Reconcile,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A reconcile workflow is started with one click and runs through: it has no input form and no input step. What its steps "
            + "need comes from the subscription, or from a step named by Defaults.",
        HelpLink + DiagnosticIds.ReconcileWorkflowAsks + ".md"
    );

    public static readonly DiagnosticDescriptor ReconcileChangesSubscription = new(
        DiagnosticIds.ReconcileChangesSubscription,
        "A reconcile workflow changes the subscription in the core database",
        "{0} must not change the subscription in the core database, but {1}. Make that change in the modify workflow, outside the "
            + "[ExternalSystemSteps] chain.",
        DiagnosticCategories.Reconcile,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A reconcile workflow brings the external systems in line with what the core database says. It changes nothing of the "
            + "subscription there, so the steps that it shares with the modify workflow must not either.",
        HelpLink + DiagnosticIds.ReconcileChangesSubscription + ".md"
    );

    public static readonly DiagnosticDescriptor ChainIsRepeated = new(
        DiagnosticIds.ChainIsRepeated,
        "A modify workflow repeats the steps of a chain",
        "Workflow '{0}' repeats the steps of the chain '{1}' instead of using it, so that no reconcile workflow is emitted and the "
            + "two can drift apart. Write '>> {1}' in their place.",
        DiagnosticCategories.Reconcile,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The [ExternalSystemSteps] chain is the one definition of the steps that modify and reconcile share. A copy of its steps "
            + "yields no reconcile workflow, and is easily missed when the chain changes.",
        HelpLink + DiagnosticIds.ChainIsRepeated + ".md"
    );

    public static readonly DiagnosticDescriptor NoExternalSystemSteps = new(
        DiagnosticIds.NoExternalSystemSteps,
        "A modify workflow uses no chain of external-system steps",
        "Workflow '{0}' uses no [ExternalSystemSteps] chain, so no reconcile workflow is emitted for {1}. Move the steps that "
            + "update external systems into such a chain.",
        DiagnosticCategories.Reconcile,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "A reconcile workflow is emitted from the [ExternalSystemSteps] chain that a modify workflow uses. A modify workflow that "
            + "only changes the core database needs none.",
        HelpLink + DiagnosticIds.NoExternalSystemSteps + ".md"
    );

    // The same rule where external resources are applied and nothing reconciles the product. A build does not run a rule all of whose
    // descriptors are suggestions, whatever severity it reports.
#pragma warning disable RS2001 // The list of releases has one severity for an id, and this rule has two.
    public static readonly DiagnosticDescriptor ResourceWithoutReconcile = new(
        DiagnosticIds.NoExternalSystemSteps,
        "A modify workflow uses no chain of external-system steps",
        "Workflow '{0}' uses no [ExternalSystemSteps] chain, so no reconcile workflow is emitted for {1}, and a request to reconcile one "
            + "is answered with 404. {2}, or set Reconcile = false if none is wanted.",
        DiagnosticCategories.Reconcile,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "External resources can be compared and corrected, but only a reconcile workflow does so, and it is emitted from the marked chain "
            + "that a modify workflow uses.",
        HelpLink + DiagnosticIds.NoExternalSystemSteps + ".md"
    );
#pragma warning restore RS2001

    public static readonly DiagnosticDescriptor ReconcileKeyIsMissing = new(
        DiagnosticIds.ReconcileKeyIsMissing,
        "The emitted reconcile workflow needs a state key that only the modify workflow has",
        "Reconcile workflow '{0}', which is emitted from this one, {1}. Set Defaults to a step that returns it, or read it from "
            + "the subscription in the step.",
        DiagnosticCategories.Reconcile,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A reconcile workflow asks nothing and runs only the external-system steps. A key that the modify form or an earlier step "
            + "of the modify workflow gives is not there, unless a step named by Defaults provides it.",
        HelpLink + DiagnosticIds.ReconcileKeyIsMissing + ".md"
    );

    public static readonly DiagnosticDescriptor ChainIsWrapped = new(
        DiagnosticIds.ChainIsWrapped,
        "A modify workflow runs its chain inside Conditional or FocusSteps",
        "Workflow '{0}' runs the chain '{1}' inside '{2}', and a reconcile workflow that runs the chain as it is would do "
            + "something else. Write '{2}' inside the chain, or set 'Reconcile = false' and write the reconcile workflow.",
        DiagnosticCategories.Reconcile,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The emitted reconcile workflow runs the chains of external-system steps by reference, without what the modify workflow "
            + "writes around them. What decides whether a chain runs, and on what, belongs into the chain.",
        HelpLink + DiagnosticIds.ChainIsWrapped + ".md"
    );

    public static readonly DiagnosticDescriptor ReconcileCannotBeEmitted = new(
        DiagnosticIds.ReconcileCannotBeEmitted,
        "The reconcile workflow of a modify workflow cannot be emitted",
        "{0} '{1}' cannot be used: {2}",
        DiagnosticCategories.Reconcile,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A modify workflow that uses an [ExternalSystemSteps] chain gets a reconcile workflow, under a name of its own and from "
            + "chains that emitted code can name.",
        HelpLink + DiagnosticIds.ReconcileCannotBeEmitted + ".md"
    );
}
