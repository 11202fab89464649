namespace Orchestrator;

/// <summary>The kinds of differences between a desired and an actual value.</summary>
public enum DifferenceKind
{
    /// <summary>Both values exist and differ.</summary>
    Changed,

    /// <summary>The value is desired and does not exist.</summary>
    Missing,

    /// <summary>The value exists and is not desired.</summary>
    Unexpected,
}
