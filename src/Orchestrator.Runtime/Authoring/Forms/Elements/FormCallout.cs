namespace Orchestrator;

/// <summary>A message in a box on a page.</summary>
/// <param name="header">The first line.</param>
public sealed class FormCallout(string header) : FormElement
{
    /// <summary>The first line.</summary>
    public string Header { get; } = header;

    /// <summary>The text below the header; null for none.</summary>
    public string? Message { get; init; }

    /// <summary>The name of the client's icon; null for none.</summary>
    public string? Icon { get; init; }

    /// <summary>The importance.</summary>
    public FormCalloutKind Kind { get; init; }
}

/// <summary>The importance of a callout.</summary>
public enum FormCalloutKind
{
    /// <summary>Useful information.</summary>
    Primary,

    /// <summary>A success.</summary>
    Success,

    /// <summary>A warning.</summary>
    Warning,

    /// <summary>A danger.</summary>
    Danger,

    /// <summary>A highlight.</summary>
    Accent,
}
