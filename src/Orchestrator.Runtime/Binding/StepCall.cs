using System.ComponentModel;

namespace Orchestrator.Binding;

/// <summary>One execution of one step, as emitted code sees it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class StepCall : BindingCall;
