namespace Orchestrator;

/// <summary>A text in Markdown on a page.</summary>
/// <param name="content">The text.</param>
public sealed class FormMarkdown(string content) : FormElement
{
    /// <summary>The text.</summary>
    public string Content { get; } = content;

    /// <summary>The colour that the client shows it in; null for its usual one.</summary>
    public string? Color { get; init; }
}
