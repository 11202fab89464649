namespace Orchestrator;

/// <summary>A message in a box on a page.</summary>
/// <param name="header">The first line.</param>
public sealed class FormCallout(string header) : FormElement
{
    /// <summary>The first line.</summary>
    public string Header { get; } = header;

    /// <summary>The text below it; null for none.</summary>
    public string? Message { get; init; }

    /// <summary>The name of the client's icon; null for none.</summary>
    public string? Icon { get; init; }

    /// <summary>How important it is.</summary>
    public FormCalloutKind Kind { get; init; }
}

/// <summary>How important a callout is.</summary>
public enum FormCalloutKind
{
    /// <summary>Good to know.</summary>
    Primary,

    /// <summary>Something has gone well.</summary>
    Success,

    /// <summary>Something to look at first.</summary>
    Warning,

    /// <summary>Something that does harm.</summary>
    Danger,

    /// <summary>Something that stands out.</summary>
    Accent,
}
