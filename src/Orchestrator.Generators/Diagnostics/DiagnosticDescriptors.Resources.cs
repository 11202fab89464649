using Microsoft.CodeAnalysis;

namespace Orchestrator.Generators.Diagnostics;

/// <content>The rules of the category <see cref="DiagnosticCategories.Resources"/>.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor ResourceCannotBeUsed = new(
        DiagnosticIds.ResourceCannotBeUsed,
        "An external resource is declared incorrectly",
        "External resource '{0}' cannot be used: {1}",
        DiagnosticCategories.Resources,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The engine creates an external resource with the services of a step, identifies its object from the product, describes "
            + "the object from the product or a view of it, and compares its state member by member.",
        HelpLink + DiagnosticIds.ResourceCannotBeUsed + ".md"
    );

    // The same rule for two classes, which only the whole compilation shows, so it waits for its end.
    public static readonly DiagnosticDescriptor ResourceIdIsTaken = new(
        DiagnosticIds.ResourceCannotBeUsed,
        "An external resource is declared incorrectly",
        "External resource '{0}' cannot be used: its identity '{1}' is that of '{2}' too; write 'Id = \"...\"' in the attribute of "
            + "the newer one",
        DiagnosticCategories.Resources,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The engine creates an external resource with the services of a step, identifies its object from the product, describes "
            + "the object from the product or a view of it, and compares its state member by member.",
        HelpLink + DiagnosticIds.ResourceCannotBeUsed + ".md",
        WellKnownDiagnosticTags.CompilationEnd
    );

    // The same rule for the names of two classes, which also waits for the end.
    public static readonly DiagnosticDescriptor ResourceNameIsTaken = new(
        DiagnosticIds.ResourceCannotBeUsed,
        "An external resource is declared incorrectly",
        "External resource '{0}' cannot be used: its name '{1}' is that of '{2}' too, so that operators could not tell the two of "
            + "a subscription apart; rename one",
        DiagnosticCategories.Resources,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The engine creates an external resource with the services of a step, identifies its object from the product, describes "
            + "the object from the product or a view of it, and compares its state member by member.",
        HelpLink + DiagnosticIds.ResourceCannotBeUsed + ".md",
        WellKnownDiagnosticTags.CompilationEnd
    );

    public static readonly DiagnosticDescriptor StateCannotBeCompared = new(
        DiagnosticIds.StateCannotBeCompared,
        "The state of an external resource cannot be compared",
        "The state of external resource '{0}' cannot be compared: {1}",
        DiagnosticCategories.Resources,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "What is not compared is never found to differ, and what cannot be taken from the actual object is overwritten. So each "
            + "member of a state is compared, or its author says that it is not.",
        HelpLink + DiagnosticIds.StateCannotBeCompared + ".md"
    );

    public static readonly DiagnosticDescriptor PlanCannotTell = new(
        DiagnosticIds.PlanCannotTell,
        "A plan cannot tell what a plain step would change",
        "Chain '{0}' contains the plain step '{1}', of which a plan cannot tell what it would change. Declare what it writes as an "
            + "external resource, and apply that.",
        DiagnosticCategories.Resources,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "A plan shows what each external resource of a chain would change, and a check finds its drift. Neither can be determined "
            + "for a plain step.",
        HelpLink + DiagnosticIds.PlanCannotTell + ".md"
    );

    public static readonly DiagnosticDescriptor DescriptionIsNotPure = new(
        DiagnosticIds.DescriptionIsNotPure,
        "The description of an external resource is not pure",
        "'{0}' is not pure: {1}. Store the value in the subscription, and take it from there.",
        DiagnosticCategories.Resources,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Checks and plans ask again and again what is desired. If that is another value each time, it looks like drift.",
        HelpLink + DiagnosticIds.DescriptionIsNotPure + ".md"
    );

    // Only the whole compilation shows all workflows of a product, so the rule waits for its end.
    public static readonly DiagnosticDescriptor ResourceIsNotRemoved = new(
        DiagnosticIds.ResourceIsNotRemoved,
        "An external resource is applied and never removed",
        "Terminate workflow '{0}' does not remove {1}; the object stays in the external system. Add {2}.",
        DiagnosticCategories.Resources,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "What a create or modify workflow of a product applies, its terminate workflow removes: afterwards no workflow finds the "
            + "object again.",
        HelpLink + DiagnosticIds.ResourceIsNotRemoved + ".md",
        WellKnownDiagnosticTags.CompilationEnd
    );

    public static readonly DiagnosticDescriptor ResourceIsAppliedTwice = new(
        DiagnosticIds.ResourceIsAppliedTwice,
        "A workflow applies an external resource twice",
        "Workflow '{0}' applies external resource '{1}' a second time, although nothing in between can change what is desired. "
            + "Remove one of the steps.",
        DiagnosticCategories.Resources,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The second step reads the object again and finds no difference, or writes the same again where the object cannot be read.",
        HelpLink + DiagnosticIds.ResourceIsAppliedTwice + ".md"
    );

    public static readonly DiagnosticDescriptor StepIsNotRepeatable = new(
        DiagnosticIds.StepIsNotRepeatable,
        "A step sends what another run of it would not send",
        "Step '{0}' sends what another run of it would not send ({1}), so a retry changes something else. Make the value in a step "
            + "before, which returns it.",
        DiagnosticCategories.Resources,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A step may run again after its call has succeeded. What an earlier step has returned is in the state, and the same in every run.",
        HelpLink + DiagnosticIds.StepIsNotRepeatable + ".md"
    );

    public static readonly DiagnosticDescriptor ResourceKeyIsReplaced = new(
        DiagnosticIds.ResourceKeyIsReplaced,
        "Two external resources provide the same state key",
        "In workflow '{0}' step '{1}' takes the state key '{2}' of external resource '{3}', which has replaced that of '{4}' before "
            + "any step took it. Take each key in a step directly after its resource, or rename one of the classes.",
        DiagnosticCategories.Resources,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The state key of an object's key is the name of the resource's class. Two classes of one name provide one key, and the "
            + "subscription would store the key of one object for the other.",
        HelpLink + DiagnosticIds.ResourceKeyIsReplaced + ".md"
    );

    public static readonly DiagnosticDescriptor ResourceIsLeftBehind = new(
        DiagnosticIds.ResourceIsLeftBehind,
        "An external resource is not removed when its condition no longer holds",
        "External resource '{0}' is applied only while this condition holds, and nothing removes its object when the condition no longer "
            + "does: the object stays in the external system, and a check reports no drift. Apply it without the condition and {1} "
            + "instead, or remove it under the opposite condition.",
        DiagnosticCategories.Resources,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A check and a reconcile ask the condition first. When it does not hold they do not look at the resource at all, so they cannot "
            + "find an object that should not exist.",
        HelpLink + DiagnosticIds.ResourceIsLeftBehind + ".md"
    );

    // Only the whole compilation shows all workflows of a product, so the rule waits for its end.
    public static readonly DiagnosticDescriptor ResourceIsNotCreated = new(
        DiagnosticIds.ResourceIsNotCreated,
        "A create workflow leaves an external resource to the first reconcile",
        "Create workflow '{0}' does not apply external resource '{1}', which '{2}' applies, so the first reconcile creates the object. "
            + "Run the same steps in '{0}'.",
        DiagnosticCategories.Resources,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "What a reconcile writes belongs to each subscription of the product. After a create workflow that does not write it, a check "
            + "finds drift, and the subscription is active without its object.",
        HelpLink + DiagnosticIds.ResourceIsNotCreated + ".md",
        WellKnownDiagnosticTags.CompilationEnd
    );

    public static readonly DiagnosticDescriptor FailureIsReadAsMissing = new(
        DiagnosticIds.FailureIsReadAsMissing,
        "An external resource says of a failure that its object does not exist",
        "'{0}.ReadAsync' returns {1} when reading fails, which says that nothing exists: a check then reports drift, and a reconcile "
            + "creates it again. {2}.",
        DiagnosticCategories.Resources,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A system that does not answer says nothing about the object. An exception of ReadAsync is how the engine learns that.",
        HelpLink + DiagnosticIds.FailureIsReadAsMissing + ".md"
    );

    // Only the whole compilation shows all workflows of a product, so the rule waits for its end.
    public static readonly DiagnosticDescriptor ResourceIsNotReconciled = new(
        DiagnosticIds.ResourceIsNotReconciled,
        "An external resource is applied and never reconciled",
        "Workflow '{0}' applies external resource '{1}', but '{2}' does not: no check compares its object, and no reconcile corrects it. "
            + "{3}.",
        DiagnosticCategories.Resources,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A check compares what the reconcile workflow of the product applies, and a reconcile corrects that. What stands outside of its "
            + "chain is written once, and its drift is never found.",
        HelpLink + DiagnosticIds.ResourceIsNotReconciled + ".md",
        WellKnownDiagnosticTags.CompilationEnd
    );

    // Only the whole compilation shows all workflows of a product, so the rule waits for its end.
    public static readonly DiagnosticDescriptor IdentityIsChanged = new(
        DiagnosticIds.IdentityIsChanged,
        "A workflow changes the value by which an external resource is identified",
        "Workflow '{0}' changes '{1}', by which external resource '{2}' identifies its object, so the object under the old key stays in "
            + "the external system. Write 'Remove<{2}>()' before this step, or identify the object by a value that stays, such as "
            + "SubscriptionId.",
        DiagnosticCategories.Resources,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The engine knows an object only by the key that Identify returns. After the key has changed, an apply writes a second object, and "
            + "nothing finds or removes the first.",
        HelpLink + DiagnosticIds.IdentityIsChanged + ".md",
        WellKnownDiagnosticTags.CompilationEnd
    );

    public static readonly DiagnosticDescriptor ChangeIsTooLate = new(
        DiagnosticIds.ChangeIsTooLate,
        "A workflow changes the subscription after its external system was updated",
        "Workflow '{0}' changes '{2}' in step '{1}', after '{3}' has sent the old value, so the external system has drifted when the "
            + "workflow ends. Write '{1}' before it.",
        DiagnosticCategories.Resources,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A step that writes to an external system describes the subscription as it is then. What a later step changes is written by the "
            + "next reconcile only.",
        HelpLink + DiagnosticIds.ChangeIsTooLate + ".md"
    );
}
