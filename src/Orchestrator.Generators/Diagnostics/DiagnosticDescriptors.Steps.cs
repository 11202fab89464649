using Microsoft.CodeAnalysis;

namespace Orchestrator.Generators.Diagnostics;

/// <content>The rules of the category <see cref="DiagnosticCategories.Steps"/>.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor OperandIsNotAStep = new(
        DiagnosticIds.OperandIsNotAStep,
        "An operand of >> is not a step",
        "'{0}' cannot be a step of a workflow: {1}",
        DiagnosticCategories.Steps,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "What is appended with >> is a method marked [Step] or [InputStep], a Step, or a StepList. The build emits a binding for "
            + "marked methods only, so any other method could not run.",
        HelpLink + DiagnosticIds.OperandIsNotAStep + ".md"
    );

    public static readonly DiagnosticDescriptor ChainHasNoBegin = new(
        DiagnosticIds.OperandIsNotAStep,
        "An operand of >> is not a step",
        "'{0}' cannot begin a chain, because >> appends to a step list. Write 'Begin >> {0}'.",
        DiagnosticCategories.Steps,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "What is appended with >> is a method marked [Step] or [InputStep], a Step, or a StepList, and what it is appended to is a "
            + "StepList: Begin is the one without steps.",
        HelpLink + DiagnosticIds.OperandIsNotAStep + ".md"
    );

    public static readonly DiagnosticDescriptor ParameterCannotBeBound = new(
        DiagnosticIds.ParameterCannotBeBound,
        "A parameter cannot be bound",
        "{0} '{1}' cannot bind its parameter '{2}': {3}",
        DiagnosticCategories.Steps,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A parameter is bound to the subscription, to a service, to what the engine knows of the process, or to the state key of "
            + "its name, which is kept as JSON.",
        HelpLink + DiagnosticIds.ParameterCannotBeBound + ".md"
    );

    public static readonly DiagnosticDescriptor KeyIsReserved = new(
        DiagnosticIds.KeyIsReserved,
        "A step writes a reserved state key",
        "{0} '{1}' {2} the state key '{3}', which is the engine's own. {4}.",
        DiagnosticCategories.Steps,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The keys process_id, reporter, workflow_name and workflow_target identify the process, and keys that begin with two "
            + "underscores are kept for the engine.",
        HelpLink + DiagnosticIds.KeyIsReserved + ".md"
    );

    public static readonly DiagnosticDescriptor ChangeIsLost = new(
        DiagnosticIds.ChangeIsLost,
        "A step changes the subscription and does not return it",
        "Step '{0}' changes '{1}' and does not return it, so the change is lost. Return '{1}', or do not change it.",
        DiagnosticCategories.Steps,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A step gets the subscription fresh from the database, and what it returns is saved in the step's transaction. A change to "
            + "a subscription that is not returned is lost when the step ends.",
        HelpLink + DiagnosticIds.ChangeIsLost + ".md"
    );

    public static readonly DiagnosticDescriptor LoadedChangeIsLost = new(
        DiagnosticIds.ChangeIsLost,
        "A step changes the subscription and does not return it",
        "Step '{0}' changes '{1}', which it has loaded, and does not return it, so the change is lost. Return it in a tuple beside the "
            + "subscription of the workflow, or do not change it.",
        DiagnosticCategories.Steps,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "What a step returns is saved in the step's transaction. A subscription that it loads with ISubscriptions is one more that it has "
            + "to return when it changes it.",
        HelpLink + DiagnosticIds.ChangeIsLost + ".md"
    );

    public static readonly DiagnosticDescriptor StepCannotBeStopped = new(
        DiagnosticIds.StepCannotBeStopped,
        "A step cannot be stopped",
        "Step '{0}' cannot be stopped while it waits: {1}",
        DiagnosticCategories.Steps,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Aborting a process and stopping a host signal the step's CancellationToken. A step that does not pass it on delays both.",
        HelpLink + DiagnosticIds.StepCannotBeStopped + ".md"
    );

    public static readonly DiagnosticDescriptor KeyIsMissing = new(
        DiagnosticIds.KeyIsMissing,
        "A step needs a state key that no earlier step provides",
        "In workflow '{0}' the {1} {2}",
        DiagnosticCategories.Steps,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The keys that a step needs are its parameters, and those that it provides are the names in its result. The rule follows "
            + "them through the workflow as the engine does.",
        HelpLink + DiagnosticIds.KeyIsMissing + ".md"
    );

    public static readonly DiagnosticDescriptor StepBlocks = new(
        DiagnosticIds.StepBlocks,
        "A step blocks its thread on a task",
        "Step '{0}' cannot be stopped while it waits: {1}",
        DiagnosticCategories.Steps,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A step that blocks occupies a worker thread, and neither aborting the process nor stopping the host interrupts it.",
        HelpLink + DiagnosticIds.StepBlocks + ".md"
    );

    public static readonly DiagnosticDescriptor ResultCannotBeKept = new(
        DiagnosticIds.ResultCannotBeKept,
        "The result of a step does not name its state keys",
        "{0} '{1}' cannot be used: {2}",
        DiagnosticCategories.Steps,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The names in the result of a step are the state keys that it provides: the elements of a tuple, or the properties of a record.",
        HelpLink + DiagnosticIds.ResultCannotBeKept + ".md"
    );

    // The application says how values are read and written, where no compilation of a library sees it, so this is never an error.
    public static readonly DiagnosticDescriptor ValueIsNotReadBack = new(
        DiagnosticIds.ValueIsNotReadBack,
        "A value is not read from the state as it was",
        "{0} a value that is not read from the state as it was: {1}. Suppress this if the StateJson.Options of the application read it.",
        DiagnosticCategories.Steps,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The state is kept as JSON between two steps. A value that the serializer cannot read, or reads without a part of it, is "
            + "lost there, unless the application registers a converter or a contract for its type.",
        HelpLink + DiagnosticIds.ValueIsNotReadBack + ".md"
    );

    public static readonly DiagnosticDescriptor CallbackAddressIsNotTaken = new(
        DiagnosticIds.CallbackAddressIsNotTaken,
        "No step takes the address of a callback",
        "Step '{0}' does not take '{2}', the address that the callback step '{1}' makes, so no external system can call it, and the "
            + "process waits until its timeout, or without end. Take it as a string, and send it.",
        DiagnosticCategories.Steps,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The address contains a secret that is in the state of the process and nowhere else. The step that a callback step runs first is "
            + "the only one that can give it to an external system before the process waits.",
        HelpLink + DiagnosticIds.CallbackAddressIsNotTaken + ".md"
    );

    public static readonly DiagnosticDescriptor CallbackAddressIsNotSent = new(
        DiagnosticIds.CallbackAddressIsNotTaken,
        "No step takes the address of a callback",
        "External resource '{0}' does not use '{1}', the address for the callback that this step waits for, so no external system can call "
            + "it, and the process waits until its timeout, or without end. Send it in ApplyAsync.",
        DiagnosticCategories.Steps,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The address contains a secret. The resource has it while it writes, and is the only one that can give it to an external system.",
        HelpLink + DiagnosticIds.CallbackAddressIsNotTaken + ".md"
    );

    public static readonly DiagnosticDescriptor SubscriptionIsReplaced = new(
        DiagnosticIds.SubscriptionIsReplaced,
        "A step replaces the subscription of its workflow",
        "Workflow '{0}' is about a subscription that exists, but its step '{1}' returns a new '{2}' under the state key 'subscription', so "
            + "later steps would change the new one. Return both in a tuple, as '({2} Subscription, {2} Created)', or create it in a "
            + "create workflow.",
        DiagnosticCategories.Steps,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A step that returns a subscription gives it the state key 'subscription', from which later steps take it. The engine still locks, "
            + "unlocks and writes the status of the one that the process was started for.",
        HelpLink + DiagnosticIds.SubscriptionIsReplaced + ".md"
    );

    public static readonly DiagnosticDescriptor CallIsNotAwaited = new(
        DiagnosticIds.CallIsNotAwaited,
        "A step does not wait for a call",
        "{0} does not wait for '{1}': it completes before the call does, and a failure of the call is lost. Await it, or return its task.",
        DiagnosticCategories.Steps,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The engine records a step as completed when its method returns or its task ends. A call that no one awaits may still run then, "
            + "cannot be cancelled, and is not repeated when it fails.",
        HelpLink + DiagnosticIds.CallIsNotAwaited + ".md"
    );

    public static readonly DiagnosticDescriptor SubscriptionIsNull = new(
        DiagnosticIds.SubscriptionIsNull,
        "A step returns null as a subscription",
        "Step '{0}' returns null as a '{1}', which fails the step. Return the subscription, or declare it as '{1}?' if there may be "
            + "nothing to save.",
        DiagnosticCategories.Steps,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A subscription that a step declares in its result is saved. The engine refuses null there, because the step would complete "
            + "without saving anything.",
        HelpLink + DiagnosticIds.SubscriptionIsNull + ".md"
    );

    public static readonly DiagnosticDescriptor StepIsCalled = new(
        DiagnosticIds.StepIsCalled,
        "A step calls another step",
        "Step '{0}' calls the step '{1}': {2}. Write '{1}' in the chain of the workflow, or move what it does into a method that is not a "
            + "step.",
        DiagnosticCategories.Steps,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The engine runs the steps of a chain: it stores what they return, records them in the log and retries them. Called as a method, a "
            + "step is a part of the step that calls it.",
        HelpLink + DiagnosticIds.StepIsCalled + ".md"
    );
}
