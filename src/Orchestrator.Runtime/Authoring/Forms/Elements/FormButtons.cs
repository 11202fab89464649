namespace Orchestrator;

/// <summary>Captions for the buttons of a page. The property that has it is called <c>Buttons</c>.</summary>
public sealed class FormButtons : FormElement
{
    /// <summary>The button that goes back; null for the client's own.</summary>
    public FormButton? Previous { get; init; }

    /// <summary>The button that continues; null for the client's own.</summary>
    public FormButton? Next { get; init; }
}

/// <summary>A button of a page.</summary>
/// <param name="Text">The caption; null for the client's own.</param>
/// <param name="Color">The colour by the client's name for it, such as <c>primary</c>; null for the client's own.</param>
public sealed record FormButton(string? Text = null, string? Color = null);
