namespace Orchestrator.Binding;

/// <summary>One execution of one step, as emitted code sees it.</summary>
public abstract class StepCall : BindingCall;
