namespace Orchestrator;

/// <summary>A line of text on a page.</summary>
/// <param name="text">The text; null for the property's title.</param>
public sealed class FormLabel(string? text = null) : FormElement
{
    /// <summary>The text; null for the property's title.</summary>
    public string? Text { get; } = text;
}
