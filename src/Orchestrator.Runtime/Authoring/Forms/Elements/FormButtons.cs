namespace Orchestrator;

/// <summary>The captions of the buttons of a page. The property must be named <c>Buttons</c>.</summary>
public sealed class FormButtons : FormElement
{
    /// <summary>The button for the previous page; null for the client's default.</summary>
    public FormButton? Previous { get; init; }

    /// <summary>The button for the next page; null for the client's default.</summary>
    public FormButton? Next { get; init; }
}

/// <summary>A button of a page.</summary>
/// <param name="Text">The caption; null for the client's default.</param>
/// <param name="Color">The client's name of the colour, such as <c>primary</c>; null for the client's default.</param>
public sealed record FormButton(string? Text = null, string? Color = null);
