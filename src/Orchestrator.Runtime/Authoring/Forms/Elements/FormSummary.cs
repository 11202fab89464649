namespace Orchestrator;

/// <summary>A table that summarises planned changes: one row for each label, one column for each list of values.</summary>
public sealed class FormSummary : FormElement
{
    /// <summary>The headers of the columns; empty for none.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>The labels of the rows.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>The columns, at least one, each with a value for every label.</summary>
    public required IReadOnlyList<IReadOnlyList<string?>> Columns { get; init; }
}
