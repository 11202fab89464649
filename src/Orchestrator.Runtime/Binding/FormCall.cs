using System.ComponentModel;

namespace Orchestrator.Binding;

/// <summary>One replay of a form.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class FormCall : BindingCall
{
    /// <summary>The session that shows the pages.</summary>
    public abstract FormSession Form { get; }
}
