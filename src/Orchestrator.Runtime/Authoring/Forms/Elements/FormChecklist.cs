namespace Orchestrator;

/// <summary>Tasks that must all be selected before a page is accepted.</summary>
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
    /// <summary>A task.</summary>
    Task,

    /// <summary>A part of the task above it.</summary>
    SubTask,

    /// <summary>A task that may not apply.</summary>
    OptionalTask,

    /// <summary>A part of the task above it that may not apply.</summary>
    OptionalSubTask,

    /// <summary>An option to skip the rest of the list.</summary>
    Skip,

    /// <summary>A heading.</summary>
    Label,

    /// <summary>An explanation.</summary>
    Info,

    /// <summary>A warning.</summary>
    Warning,

    /// <summary>A link.</summary>
    Url,

    /// <summary>A value to copy.</summary>
    Value,

    /// <summary>Empty space.</summary>
    Margin,
}
