namespace Orchestrator;

/// <summary>A text in Markdown on a page.</summary>
/// <param name="content">The text.</param>
public sealed class FormMarkdown(string content) : FormElement
{
    /// <summary>The text.</summary>
    public string Content { get; } = content;

    /// <summary>The client's name of the colour; null for the client's default.</summary>
    public string? Color { get; init; }
}
