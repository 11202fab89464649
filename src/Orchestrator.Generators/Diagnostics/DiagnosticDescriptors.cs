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
        HelpLink + DiagnosticIds.ClassIsNotPartial + ".md"
    );

    public static readonly DiagnosticDescriptor ShapeCannotBeUsed = new(
        DiagnosticIds.ShapeCannotBeUsed,
        "A workflow, chain or step has a shape that cannot be used",
        "{0} '{1}' cannot be used: {2}",
        DiagnosticCategories.Workflows,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A workflow is a static method without parameters that returns StepList. A chain is such a method or a static property. A step is a static method, alone under its name, whose result says by names which keys it gives to the state.",
        HelpLink + DiagnosticIds.ShapeCannotBeUsed + ".md"
    );

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
        WellKnownDiagnosticTags.CompilationEnd
    );

    // The same rule within one class, which needs no other file.
    public static readonly DiagnosticDescriptor SecondReconcileWorkflowOfClass = new(
        DiagnosticIds.SecondReconcileWorkflow,
        "A product has more than one reconcile workflow",
        "Product '{0}' has more than one reconcile workflow: {1}, and also {2}. Keep one: remove the others, or set 'Reconcile = false' on the modify workflow that one is emitted from.",
        DiagnosticCategories.Reconcile,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "One click reconciles a subscription, so its product has one reconcile workflow: written, emitted from a modify workflow, or registered by a referenced assembly.",
        HelpLink + DiagnosticIds.SecondReconcileWorkflow + ".md"
    );

    // The same rule for assemblies that only meet here. It has no place in a file that is being typed, so it waits for the end.
    public static readonly DiagnosticDescriptor SecondReconcileWorkflowOfReferences = new(
        DiagnosticIds.SecondReconcileWorkflow,
        "A product has more than one reconcile workflow",
        "Product '{0}' has more than one reconcile workflow in the assemblies that this project brings together: {1}. Keep one: remove the others where they are declared, set 'Reconcile = false' on the modify workflow that one is emitted from, or register one of the assemblies only.",
        DiagnosticCategories.Reconcile,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "One click reconciles a subscription, so its product has one reconcile workflow. Two assemblies that know nothing of each other can have one each; whoever registers both gets a host that does not start.",
        HelpLink + DiagnosticIds.SecondReconcileWorkflow + ".md",
        WellKnownDiagnosticTags.CompilationEnd
    );

    public static readonly DiagnosticDescriptor ReconcileWorkflowAsks = new(
        DiagnosticIds.ReconcileWorkflowAsks,
        "A reconcile workflow asks for input",
        "Reconcile workflow '{0}' of product '{1}' must ask nothing, but {2}. {3}.",
        DiagnosticCategories.Reconcile,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A reconcile workflow is started with one click and runs through: it has no input form and no input step. What its steps need comes from the subscription, or from a step named by Defaults.",
        HelpLink + DiagnosticIds.ReconcileWorkflowAsks + ".md"
    );

    public static readonly DiagnosticDescriptor OperandIsNotAStep = new(
        DiagnosticIds.OperandIsNotAStep,
        "An operand of >> is not a step",
        "'{0}' cannot be a step of a workflow: {1}",
        DiagnosticCategories.Steps,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "What is appended with >> is a method marked [Step] or [InputStep], a Step, or a StepList. The build emits a binding for marked methods only, so any other method could not run.",
        HelpLink + DiagnosticIds.OperandIsNotAStep + ".md"
    );

    // Only the whole compilation shows all workflows and their names, so the rule waits for its end.
    public static readonly DiagnosticDescriptor WorkflowNameIsTaken = new(
        DiagnosticIds.WorkflowNameIsTaken,
        "Two workflows have the same name",
        "Workflow name '{0}' is taken twice: by {1}, and by {2}. Rename one of the methods.",
        DiagnosticCategories.Workflows,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A workflow is registered, stored and started by its name, which is the snake_case form of its method's name. It must be one of a kind in an assembly and in all that it references.",
        HelpLink + DiagnosticIds.WorkflowNameIsTaken + ".md",
        WellKnownDiagnosticTags.CompilationEnd
    );

    // The same rule within one class, which needs no other file.
    public static readonly DiagnosticDescriptor WorkflowNameIsTakenInClass = new(
        DiagnosticIds.WorkflowNameIsTaken,
        "Two workflows have the same name",
        "Workflow name '{0}' is taken twice: by {1}, and by {2}. Rename one of the methods.",
        DiagnosticCategories.Workflows,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A workflow is registered, stored and started by its name, which is the snake_case form of its method's name. It must be one of a kind in an assembly and in all that it references.",
        HelpLink + DiagnosticIds.WorkflowNameIsTaken + ".md"
    );

    // The same rule for assemblies that only meet here. It has no place in a file that is being typed, so it waits for the end.
    public static readonly DiagnosticDescriptor WorkflowNameIsTakenInReferences = new(
        DiagnosticIds.WorkflowNameIsTaken,
        "Two workflows have the same name",
        "Workflow name '{0}' is taken twice in the assemblies that this project brings together: by {1}. Rename one of the methods where it is declared, or register one of the assemblies only.",
        DiagnosticCategories.Workflows,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A workflow is registered, stored and started by its name. Two assemblies that know nothing of each other can have one of the same name each; whoever registers both gets a host that does not start.",
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
        "InputForm names a static method of the same class that asks pages, Defaults a [Step] method of it, and the product is a class that derives from SubscriptionModel and is marked [Product]. Names are not empty, and numbers are in their range.",
        HelpLink + DiagnosticIds.ReferenceIsWrong + ".md"
    );

    public static readonly DiagnosticDescriptor StepNameIsAmbiguous = new(
        DiagnosticIds.StepNameIsAmbiguous,
        "Two steps of a workflow have the same name",
        "Workflow '{0}' has two steps named '{3}': {1} and {2}. Give one of them another name, so that operators can tell them apart in the log.",
        DiagnosticCategories.Workflows,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Operators see steps by their names. Two different steps of the same name in one workflow cannot be told apart in its log.",
        HelpLink + DiagnosticIds.StepNameIsAmbiguous + ".md"
    );

    // The same rule for what stored processes know steps by.
    public static readonly DiagnosticDescriptor StepIdIsAmbiguous = new(
        DiagnosticIds.StepNameIsAmbiguous,
        "Two steps of a workflow have the same name",
        "Workflow '{0}' has two steps with the identity '{3}': {1} and {2}. Give one of them an Id of its own, so that a stored process finds its place when they move.",
        DiagnosticCategories.Workflows,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A stored process knows the steps that it has finished by their identities: the Id, or the class and method name without the namespace. Two different steps of one identity are told apart by their order only.",
        HelpLink + DiagnosticIds.StepNameIsAmbiguous + ".md"
    );

    public static readonly DiagnosticDescriptor ReconcileChangesSubscription = new(
        DiagnosticIds.ReconcileChangesSubscription,
        "A reconcile workflow changes the subscription in the core database",
        "{0} must not change the subscription in the core database, but {1}. Make that change in the modify workflow, outside the [ExternalSystemSteps] chain.",
        DiagnosticCategories.Reconcile,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A reconcile workflow brings the external systems in line with what the core database says. It changes nothing of the subscription there, so the steps that it shares with the modify workflow must not either.",
        HelpLink + DiagnosticIds.ReconcileChangesSubscription + ".md"
    );

    public static readonly DiagnosticDescriptor ChainIsRepeated = new(
        DiagnosticIds.ChainIsRepeated,
        "A modify workflow repeats the steps of a chain",
        "Workflow '{0}' repeats the steps of the chain '{1}' instead of using it, so that no reconcile workflow is emitted and the two can drift apart. Write '>> {1}' in their place.",
        DiagnosticCategories.Reconcile,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The [ExternalSystemSteps] chain is the one definition of the steps that modify and reconcile share. A copy of its steps gives no reconcile workflow, and is forgotten when the chain changes.",
        HelpLink + DiagnosticIds.ChainIsRepeated + ".md"
    );

    public static readonly DiagnosticDescriptor NoExternalSystemSteps = new(
        DiagnosticIds.NoExternalSystemSteps,
        "A modify workflow uses no chain of external-system steps",
        "Workflow '{0}' uses no [ExternalSystemSteps] chain, so no reconcile workflow is emitted for {1}. Move the steps that update external systems into such a chain.",
        DiagnosticCategories.Reconcile,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "A reconcile workflow is emitted from the [ExternalSystemSteps] chain that a modify workflow uses. A modify workflow that only changes the core database needs none.",
        HelpLink + DiagnosticIds.NoExternalSystemSteps + ".md"
    );

    public static readonly DiagnosticDescriptor ParameterCannotBeBound = new(
        DiagnosticIds.ParameterCannotBeBound,
        "A parameter cannot be bound",
        "{0} '{1}' cannot bind its parameter '{2}': {3}",
        DiagnosticCategories.Steps,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A parameter is bound to the subscription, to a service, to what the engine knows of the process, or to the state key of its name, which is kept as JSON.",
        HelpLink + DiagnosticIds.ParameterCannotBeBound + ".md"
    );

    public static readonly DiagnosticDescriptor KeyIsReserved = new(
        DiagnosticIds.KeyIsReserved,
        "A step writes a reserved state key",
        "{0} '{1}' {2} the state key '{3}', which is the engine's own. {4}.",
        DiagnosticCategories.Steps,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The keys process_id, reporter, workflow_name and workflow_target identify the process, and keys that begin with two underscores are kept for the engine.",
        HelpLink + DiagnosticIds.KeyIsReserved + ".md"
    );

    public static readonly DiagnosticDescriptor ChangeIsLost = new(
        DiagnosticIds.ChangeIsLost,
        "A step changes the subscription and does not return it",
        "Step '{0}' changes '{1}' and does not return it, so the change is lost. Return '{1}', or do not change it.",
        DiagnosticCategories.Steps,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A step gets the subscription fresh from the database, and what it returns is saved in the step's transaction. A change to a subscription that is not returned is forgotten when the step ends.",
        HelpLink + DiagnosticIds.ChangeIsLost + ".md"
    );

    public static readonly DiagnosticDescriptor StepCannotBeStopped = new(
        DiagnosticIds.StepCannotBeStopped,
        "A step cannot be stopped",
        "Step '{0}' cannot be stopped while it waits: {1}",
        DiagnosticCategories.Steps,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Abort and the stop of a host signal the step's CancellationToken. A step that does not hand it on holds both up.",
        HelpLink + DiagnosticIds.StepCannotBeStopped + ".md"
    );

    // That a workflow is nowhere only the whole compilation shows, so the rule waits for its end.
    public static readonly DiagnosticDescriptor WorkflowIsMissing = new(
        DiagnosticIds.WorkflowIsMissing,
        "A product has a create workflow but no terminate or validate workflow",
        "Product '{0}' has the create workflow '{1}', but no {2} workflow; add {3}",
        DiagnosticCategories.Products,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "What can be created should be comparable with the external systems, and must be ended one day.",
        HelpLink + DiagnosticIds.WorkflowIsMissing + ".md",
        WellKnownDiagnosticTags.CompilationEnd
    );

    public static readonly DiagnosticDescriptor FormHasEffect = new(
        DiagnosticIds.FormHasEffect,
        "A form has a side effect",
        "Form '{0}' has a side effect: {1}. A form is run again with every page, so ask in the form and act in a step.",
        DiagnosticCategories.Products,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A form keeps nothing between two posts: it is run again from its beginning with all pages posted so far. What it does besides asking is done several times, and also when nothing is started.",
        HelpLink + DiagnosticIds.FormHasEffect + ".md"
    );

    public static readonly DiagnosticDescriptor ReconcileKeyIsMissing = new(
        DiagnosticIds.ReconcileKeyIsMissing,
        "The emitted reconcile workflow needs a state key that only the modify workflow has",
        "Reconcile workflow '{0}', which is emitted from this one, {1}. Set Defaults to a step that returns it, or read it from the subscription in the step.",
        DiagnosticCategories.Reconcile,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A reconcile workflow asks nothing and runs only the external-system steps. A key that the modify form or an earlier step of the modify workflow gives is not there, unless a step named by Defaults provides it.",
        HelpLink + DiagnosticIds.ReconcileKeyIsMissing + ".md"
    );

    public static readonly DiagnosticDescriptor ChainIsWrapped = new(
        DiagnosticIds.ChainIsWrapped,
        "A modify workflow runs its chain inside Conditional or FocusSteps",
        "Workflow '{0}' runs the chain '{1}' inside '{2}', and a reconcile workflow that runs the chain as it is would do something else. Write '{2}' inside the chain, or set 'Reconcile = false' and write the reconcile workflow.",
        DiagnosticCategories.Reconcile,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The emitted reconcile workflow runs the chains of external-system steps by reference, without what the modify workflow writes around them. What decides whether a chain runs, and on what, belongs into the chain.",
        HelpLink + DiagnosticIds.ChainIsWrapped + ".md"
    );

    public static readonly DiagnosticDescriptor KeyIsMissing = new(
        DiagnosticIds.KeyIsMissing,
        "A step needs a state key that nothing before it provides",
        "In workflow '{0}' the {1} {2}",
        DiagnosticCategories.Steps,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The keys that a step needs are its parameters, those that it gives are the names in its result. The compiler follows them through the workflow as the engine would.",
        HelpLink + DiagnosticIds.KeyIsMissing + ".md"
    );

    public static readonly DiagnosticDescriptor CannotBeMapped = new(
        DiagnosticIds.CannotBeMapped,
        "A product or block has a shape that cannot be mapped",
        "{0} '{1}' cannot be mapped: {2}",
        DiagnosticCategories.Products,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A product derives from SubscriptionModel and holds fixed inputs and blocks; a block derives from ProductBlock and holds values and blocks. Whatever is public and settable is stored, so its type must be one that can be.",
        HelpLink + DiagnosticIds.CannotBeMapped + ".md"
    );

    public static readonly DiagnosticDescriptor OptionHasNoUsableValue = new(
        DiagnosticIds.OptionHasNoUsableValue,
        "An option has no usable value",
        "{0} names {1}, but {2}",
        DiagnosticCategories.Workflows,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "What steps, workflows and calls are given is used as it is: a name that is shown, a policy that is asked, an assignee that is stored, a time that is waited.",
        HelpLink + DiagnosticIds.OptionHasNoUsableValue + ".md"
    );

    public static readonly DiagnosticDescriptor PlaceCannotBeReached = new(
        DiagnosticIds.PlaceCannotBeReached,
        "A step or workflow stands where the build cannot reach it",
        "{0} '{1}' cannot be used: {2}",
        DiagnosticCategories.Workflows,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The registry of the assembly, which is a class of its own, has to reach what is emitted into the class of a step or workflow.",
        HelpLink + DiagnosticIds.PlaceCannotBeReached + ".md"
    );

    public static readonly DiagnosticDescriptor ReconcileCannotBeEmitted = new(
        DiagnosticIds.ReconcileCannotBeEmitted,
        "The reconcile workflow of a modify workflow cannot be emitted",
        "{0} '{1}' cannot be used: {2}",
        DiagnosticCategories.Reconcile,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A modify workflow that uses an [ExternalSystemSteps] chain gets a reconcile workflow, under a name of its own and from chains that emitted code can name.",
        HelpLink + DiagnosticIds.ReconcileCannotBeEmitted + ".md"
    );

    public static readonly DiagnosticDescriptor StepBlocks = new(
        DiagnosticIds.StepBlocks,
        "A step blocks its thread on a task",
        "Step '{0}' cannot be stopped while it waits: {1}",
        DiagnosticCategories.Steps,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A step that blocks keeps a worker thread, and neither abort nor the stop of a host reaches it while it waits.",
        HelpLink + DiagnosticIds.StepBlocks + ".md"
    );

    public static readonly DiagnosticDescriptor ResultCannotBeKept = new(
        DiagnosticIds.ResultCannotBeKept,
        "The result of a step does not say which state keys it gives",
        "{0} '{1}' cannot be used: {2}",
        DiagnosticCategories.Steps,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The names in the result of a step are the state keys that it gives: of a tuple its elements, of a record its properties.",
        HelpLink + DiagnosticIds.ResultCannotBeKept + ".md"
    );

    public static readonly DiagnosticDescriptor AttributeHasNoEffect = new(
        DiagnosticIds.AttributeHasNoEffect,
        "An attribute of a stored member has no effect",
        "{0} '{1}' has an attribute without effect: {2}",
        DiagnosticCategories.Products,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The runtime keeps the limits that it knows, each on the members that it can limit. Any other attribute would only look as if it were kept.",
        HelpLink + DiagnosticIds.AttributeHasNoEffect + ".md"
    );

    public static readonly DiagnosticDescriptor FixedInputIsWrong = new(
        DiagnosticIds.FixedInputIsWrong,
        "A fixed input is wrong",
        "{0} '{1}' cannot be used: {2}",
        DiagnosticCategories.Products,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Each product gives every fixed input of its class one value, as text that is a value of its property.",
        HelpLink + DiagnosticIds.FixedInputIsWrong + ".md"
    );

    public static readonly DiagnosticDescriptor NameCannotBeUsed = new(
        DiagnosticIds.NameCannotBeUsed,
        "A name of a product or block is taken, empty or too long",
        "{0} '{1}' cannot be used: {2}",
        DiagnosticCategories.Products,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Products, blocks and their members are stored by their names, which have to differ and to fit their columns, and the build emits members of its own into their classes.",
        HelpLink + DiagnosticIds.NameCannotBeUsed + ".md"
    );

    // The same rule at the end of the compilation, which alone shows all names.
    public static readonly DiagnosticDescriptor ModelNameIsTaken = new(
        DiagnosticIds.NameCannotBeUsed,
        "A name of a product or block is taken, empty or too long",
        "{0} '{1}' cannot be used: {2}",
        DiagnosticCategories.Products,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A product and a block are stored and found by their names, so a name is one of a kind in an assembly and in all that it references.",
        HelpLink + DiagnosticIds.NameCannotBeUsed + ".md",
        WellKnownDiagnosticTags.CompilationEnd
    );

    public static readonly DiagnosticDescriptor ShippedWorkflowDiffers = new(
        DiagnosticIds.ShippedWorkflowDiffers,
        "The steps of a shipped workflow have changed",
        "Workflow '{0}' {1}",
        DiagnosticCategories.Workflows,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A process that stands in a workflow finds its place by the steps that it has finished. After a release, steps can be added at the end; a step that is removed, inserted or moved would leave such a process without a place.",
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
        "A process that stands in a workflow can only go on while the workflow is there.",
        HelpLink + DiagnosticIds.ShippedWorkflowDiffers + ".md",
        WellKnownDiagnosticTags.CompilationEnd
    );

    // The same rule for a line of the files, which needs no compilation.
    public static readonly DiagnosticDescriptor ShippedLineIsUnreadable = new(
        DiagnosticIds.ShippedWorkflowDiffers,
        "The steps of a shipped workflow have changed",
        "This line is not read: {0}; write 'workflow: step.id \"Step name\"'",
        DiagnosticCategories.Workflows,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A line that cannot be read says nothing of a workflow, so its steps are not compared.",
        HelpLink + DiagnosticIds.ShippedWorkflowDiffers + ".md"
    );

    public static readonly DiagnosticDescriptor WorkflowCannotComplete = new(
        DiagnosticIds.WorkflowCannotComplete,
        "A workflow cannot complete",
        "Workflow '{0}' cannot complete: {1}",
        DiagnosticCategories.Workflows,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A modify workflow is linked to its subscription by its kind. A create workflow makes the subscription itself, so it says where that is done: StoreProcessSubscription after the step that returns it. Without it the process shows no subscription, and nothing holds what it is making. A plain workflow has nothing put around its steps, so it begins with Start and ends with Done itself.",
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
        "How steps, workflows, products and blocks are bound is emitted as C# 12. In a project of an older version nothing is emitted, so that nothing of what is marked would be found.",
        HelpLink + DiagnosticIds.LanguageIsTooOld + ".md",
        WellKnownDiagnosticTags.CompilationEnd
    );

    public static readonly DiagnosticDescriptor BlockIsNotValid = new(
        DiagnosticIds.BlockIsNotValid,
        "A required member holds a block that is not valid in its lifecycle",
        "Member '{0}' of '{1}' is required in {2}, but a block '{3}' is only valid in {4}; add {5} to its ValidIn, or require the member from a later lifecycle on",
        DiagnosticCategories.Products,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A block says with ValidIn in which lifecycles a subscription may hold it. A member that is required in another one can never have what it needs: no subscription could reach that lifecycle.",
        HelpLink + DiagnosticIds.BlockIsNotValid + ".md"
    );

    public static readonly DiagnosticDescriptor PageCannotBeAsked = new(
        DiagnosticIds.PageCannotBeAsked,
        "A page of a form cannot be asked",
        "Page '{0}' cannot ask for '{1}': {2}",
        DiagnosticCategories.Products,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A page is shown by its JSON schema and read by the serializer. A member of a type that a schema has no field for could never be answered.",
        HelpLink + DiagnosticIds.PageCannotBeAsked + ".md"
    );
}
