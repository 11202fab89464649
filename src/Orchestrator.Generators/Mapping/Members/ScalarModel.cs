namespace Orchestrator.Generators.Mapping.Members;

/// <summary>How a value is stored, and which values are allowed.</summary>
/// <param name="Kind">Its type.</param>
internal sealed record ScalarModel(ScalarKind Kind)
{
    /// <summary>The enumeration, fully qualified; empty for any other type.</summary>
    public string Enumeration { get; init; } = "";

    /// <summary>The least length of a text; 0 for none.</summary>
    public int MinimumLength { get; init; }

    /// <summary>The largest length of a text; -1 for none.</summary>
    public int MaximumLength { get; init; } = -1;

    /// <summary>The limits of a number; null for none.</summary>
    public NumberLimits? Range { get; init; }
}
