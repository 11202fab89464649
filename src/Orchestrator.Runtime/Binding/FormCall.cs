using System.ComponentModel;

namespace Orchestrator.Binding;

/// <summary>One replay of a form, as emitted code sees it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class FormCall : BindingCall
{
    /// <summary>The session that asks the pages.</summary>
    public abstract FormSession Form { get; }
}
