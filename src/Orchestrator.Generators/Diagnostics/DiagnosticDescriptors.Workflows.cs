using Microsoft.CodeAnalysis;

namespace Orchestrator.Generators.Diagnostics;

/// <content>The rules of the category <see cref="DiagnosticCategories.Workflows"/>.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor ClassIsNotPartial = new(
        DiagnosticIds.ClassIsNotPartial,
        "A class that needs emitted members is not partial",
        "'{0}' must be partial, because the build emits members for {1}. Add the modifier 'partial'.",
        DiagnosticCategories.Workflows,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The build emits how steps, workflows, products and blocks are bound into the class that declares them, because they may "
            + "be private. That requires the class, and every class around it, to be partial.",
        HelpLink + DiagnosticIds.ClassIsNotPartial + ".md"
    );

    public static readonly DiagnosticDescriptor ShapeCannotBeUsed = new(
        DiagnosticIds.ShapeCannotBeUsed,
        "A workflow, chain or step is declared in an unsupported form",
        "{0} '{1}' cannot be used: {2}",
        DiagnosticCategories.Workflows,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A workflow is a static method without parameters that returns StepList. A chain is such a method or a static property. A "
            + "step is a static method, alone under its name, whose result says by names which keys it gives to the state.",
        HelpLink + DiagnosticIds.ShapeCannotBeUsed + ".md"
    );

    // Only the whole compilation shows all workflows and their names, so the rule waits for its end.
    public static readonly DiagnosticDescriptor WorkflowNameIsTaken = new(
        DiagnosticIds.WorkflowNameIsTaken,
        "Two workflows have the same name",
        "Workflow name '{0}' is used twice: by {1}, and by {2}. Rename one of the methods.",
        DiagnosticCategories.Workflows,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A workflow is registered, stored and started by its name, which is the snake_case form of its method's name. It must be "
            + "unique in an assembly and its references.",
        HelpLink + DiagnosticIds.WorkflowNameIsTaken + ".md",
        WellKnownDiagnosticTags.CompilationEnd
    );

    // The same rule within one class, which needs no other file.
    public static readonly DiagnosticDescriptor WorkflowNameIsTakenInClass = new(
        DiagnosticIds.WorkflowNameIsTaken,
        "Two workflows have the same name",
        "Workflow name '{0}' is used twice: by {1}, and by {2}. Rename one of the methods.",
        DiagnosticCategories.Workflows,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A workflow is registered, stored and started by its name, which is the snake_case form of its method's name. It must be "
            + "unique in an assembly and its references.",
        HelpLink + DiagnosticIds.WorkflowNameIsTaken + ".md"
    );

    // The same rule for assemblies that only meet here. It has no place in a file that is being typed, so it waits for the end.
    public static readonly DiagnosticDescriptor WorkflowNameIsTakenInReferences = new(
        DiagnosticIds.WorkflowNameIsTaken,
        "Two workflows have the same name",
        "Workflow name '{0}' is used twice in the assemblies that this project references: by {1}. Rename one of the methods where "
            + "it is declared, or register one of the assemblies only.",
        DiagnosticCategories.Workflows,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A workflow is registered, stored and started by its name. Two independent assemblies can each have one of the same name; "
            + "a host that registers both does not start.",
        HelpLink + DiagnosticIds.WorkflowNameIsTaken + ".md",
        WellKnownDiagnosticTags.CompilationEnd
    );

    public static readonly DiagnosticDescriptor ReferenceIsWrong = new(
        DiagnosticIds.ReferenceIsWrong,
        "A workflow attribute names something that cannot be used",
        "{0} names {1}, but {2}",
        DiagnosticCategories.Workflows,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "InputForm names a static method of the same class that asks pages, Defaults a [Step] method of it, and the product is a "
            + "class that derives from SubscriptionModel and is marked [Product]. Names are not empty, and numbers are in their range.",
        HelpLink + DiagnosticIds.ReferenceIsWrong + ".md"
    );

    public static readonly DiagnosticDescriptor StepNameIsAmbiguous = new(
        DiagnosticIds.StepNameIsAmbiguous,
        "Two steps of a workflow have the same name",
        "Workflow '{0}' has two steps named '{3}': {1} and {2}. Give one of them another name, so that operators can tell them "
            + "apart in the log.",
        DiagnosticCategories.Workflows,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Operators see steps by their names. Two different steps with the same name in one workflow cannot be distinguished in its log.",
        HelpLink + DiagnosticIds.StepNameIsAmbiguous + ".md"
    );

    // The same rule for what stored processes know steps by.
    public static readonly DiagnosticDescriptor StepIdIsAmbiguous = new(
        DiagnosticIds.StepNameIsAmbiguous,
        "Two steps of a workflow have the same name",
        "Workflow '{0}' has two steps with the identity '{3}': {1} and {2}. Give one of them its own Id, so that a stored process "
            + "finds its position when steps are moved.",
        DiagnosticCategories.Workflows,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A stored process knows the steps that it has finished by their identities: the Id, or the class and method name without "
            + "the namespace. Two different steps with one identity are distinguished only by their order.",
        HelpLink + DiagnosticIds.StepNameIsAmbiguous + ".md"
    );

    public static readonly DiagnosticDescriptor OptionHasNoUsableValue = new(
        DiagnosticIds.OptionHasNoUsableValue,
        "An option has an invalid value",
        "{0} names {1}, but {2}",
        DiagnosticCategories.Workflows,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The options of steps, workflows and calls are used unchanged: a name is shown, a policy is evaluated, an assignee is "
            + "stored, a time limit is applied.",
        HelpLink + DiagnosticIds.OptionHasNoUsableValue + ".md"
    );

    public static readonly DiagnosticDescriptor PlaceCannotBeReached = new(
        DiagnosticIds.PlaceCannotBeReached,
        "A step or workflow is declared where the build cannot access it",
        "{0} '{1}' cannot be used: {2}",
        DiagnosticCategories.Workflows,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The registry of the assembly, which is a class of its own, has to reach what is emitted into the class of a step or workflow.",
        HelpLink + DiagnosticIds.PlaceCannotBeReached + ".md"
    );

    public static readonly DiagnosticDescriptor NameIsHidden = new(
        DiagnosticIds.NameIsHidden,
        "An emitted member hides what a name means",
        "'{0}' is here the member that the build emits into '{1}', which hides '{2}'. Qualify it: write '{3}' for the emitted one.",
        DiagnosticCategories.Workflows,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A simple name in a class is a member of it in the first place. Where the build adds one of that name, code that meant "
            + "something around the class, in a base class or of a using static would change its meaning.",
        HelpLink + DiagnosticIds.NameIsHidden + ".md"
    );

    public static readonly DiagnosticDescriptor ShippedWorkflowDiffers = new(
        DiagnosticIds.ShippedWorkflowDiffers,
        "The steps of a shipped workflow have changed",
        "Workflow '{0}' {1}",
        DiagnosticCategories.Workflows,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A process finds its position in a workflow by the steps that it has finished. After a release, steps can be added at the "
            + "end; removing, inserting or moving a step can leave a process without a position.",
        HelpLink + DiagnosticIds.ShippedWorkflowDiffers + ".md"
    );

    // The same rule at the end of the compilation, which alone shows that a workflow is nowhere.
    public static readonly DiagnosticDescriptor ShippedWorkflowIsGone = new(
        DiagnosticIds.ShippedWorkflowDiffers,
        "The steps of a shipped workflow have changed",
        "Shipped workflow '{0}' {1}",
        DiagnosticCategories.Workflows,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A process can continue only while its workflow exists.",
        HelpLink + DiagnosticIds.ShippedWorkflowDiffers + ".md",
        WellKnownDiagnosticTags.CompilationEnd
    );

    // The same rule for a line of the files, which needs no compilation.
    public static readonly DiagnosticDescriptor ShippedLineIsUnreadable = new(
        DiagnosticIds.ShippedWorkflowDiffers,
        "The steps of a shipped workflow have changed",
        "This line cannot be read: {0}; write 'workflow: step.id \"Step name\"'",
        DiagnosticCategories.Workflows,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "If a line cannot be read, the steps of its workflow are not compared.",
        HelpLink + DiagnosticIds.ShippedWorkflowDiffers + ".md"
    );

    public static readonly DiagnosticDescriptor ShippedLineIsRepeated = new(
        DiagnosticIds.ShippedWorkflowDiffers,
        "The steps of a shipped workflow have changed",
        "This line has a step that its workflow has in a line before: {0}; remove one of the two",
        DiagnosticCategories.Workflows,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A step has one line in a file, because its id is the only one of its workflow.",
        HelpLink + DiagnosticIds.ShippedWorkflowDiffers + ".md"
    );

    public static readonly DiagnosticDescriptor WorkflowCannotComplete = new(
        DiagnosticIds.WorkflowCannotComplete,
        "A workflow cannot complete",
        "Workflow '{0}' cannot complete: {1}",
        DiagnosticCategories.Workflows,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A modify workflow is linked to its subscription by its kind. A create workflow makes the subscription itself, so it says "
            + "where that is done: StoreProcessSubscription after the step that returns it. Without it the process shows no "
            + "subscription, and nothing holds what it is making. A plain workflow has nothing put around its steps, so it begins with "
            + "Start and ends with Done itself.",
        HelpLink + DiagnosticIds.WorkflowCannotComplete + ".md"
    );

    // It is said once for the whole compilation, so the rule waits for its end.
    public static readonly DiagnosticDescriptor LanguageIsTooOld = new(
        DiagnosticIds.LanguageIsTooOld,
        "The language version is too old for what the build emits",
        "The project is compiled as C# {0}, and the build emits C# 12. Remove LangVersion from the project, or set it to 12 or later.",
        DiagnosticCategories.Workflows,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The bindings of steps, workflows, products and blocks are emitted as C# 12. In a project with an older language version "
            + "nothing is emitted, so the runtime would find none of them.",
        HelpLink + DiagnosticIds.LanguageIsTooOld + ".md",
        WellKnownDiagnosticTags.CompilationEnd
    );

    public static readonly DiagnosticDescriptor ValidateWorkflowWrites = new(
        DiagnosticIds.ValidateWorkflowWrites,
        "A validate workflow writes",
        "Validate workflow '{0}' must only compare, but {1}: it is started for every subscription each night, also while another "
            + "process changes the subscription. {2}.",
        DiagnosticCategories.Workflows,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A validate workflow finds what differs, and a person or a policy decides whether a reconcile corrects it. It takes the "
            + "subscription without asking whether another process holds it, because it changes nothing.",
        HelpLink + DiagnosticIds.ValidateWorkflowWrites + ".md"
    );

    // Only the whole compilation shows that nothing uses a member, so the rule waits for its end.
    public static readonly DiagnosticDescriptor StepsAreNotUsed = new(
        DiagnosticIds.StepsAreNotUsed,
        "A method with the steps of a workflow is not used",
        "'{0}' returns the steps of a workflow, but it has no workflow attribute and nothing uses it, so they never run. {1}.",
        DiagnosticCategories.Workflows,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The build registers a method as a workflow by its attribute. Without one it is a part of other workflows, which name it in their "
            + "chains.",
        HelpLink + DiagnosticIds.StepsAreNotUsed + ".md",
        WellKnownDiagnosticTags.CompilationEnd
    );
}
