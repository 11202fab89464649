namespace Orchestrator;

/// <summary>Tasks that must all be ticked off before a page is accepted.</summary>
/// <param name="lines">The lines of the list.</param>
public sealed class FormChecklist(params IReadOnlyList<FormChecklistLine> lines) : FormElement
{
    /// <summary>The lines of the list.</summary>
    public IReadOnlyList<FormChecklistLine> Lines { get; } = lines;
}

/// <summary>A line of a checklist.</summary>
/// <param name="Text">The text.</param>
/// <param name="Kind">The purpose of the line.</param>
public sealed record FormChecklistLine(string Text, FormChecklistKind Kind = FormChecklistKind.Task);

/// <summary>The purpose of a line of a checklist.</summary>
public enum FormChecklistKind
{
    /// <summary>Something to do and to tick off.</summary>
    Task,

    /// <summary>Something to do as a part of the task above it.</summary>
    SubTask,

    /// <summary>Something to tick off where it applies.</summary>
    OptionalTask,

    /// <summary>A part of the task above it, to tick off where it applies.</summary>
    OptionalSubTask,

    /// <summary>A way to leave the rest of the list out.</summary>
    Skip,

    /// <summary>A heading.</summary>
    Label,

    /// <summary>An explanation.</summary>
    Info,

    /// <summary>A warning.</summary>
    Warning,

    /// <summary>An address to open.</summary>
    Url,

    /// <summary>A value to copy.</summary>
    Value,

    /// <summary>Empty space.</summary>
    Margin,
}
