namespace Orchestrator;

/// <summary>How the actual state differs from the desired one at a place.</summary>
public enum DifferenceKind
{
    /// <summary>Both have a value there, and the values differ.</summary>
    Changed,

    /// <summary>It is desired, and is not there.</summary>
    Missing,

    /// <summary>It is there, and is not desired.</summary>
    Unexpected,
}
