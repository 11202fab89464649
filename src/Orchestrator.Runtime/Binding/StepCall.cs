using System.ComponentModel;

namespace Orchestrator.Binding;

/// <summary>One execution of a step.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class StepCall : BindingCall;
