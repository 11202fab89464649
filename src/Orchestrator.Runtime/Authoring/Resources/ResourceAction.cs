namespace Orchestrator;

/// <summary>What a step does with an external resource.</summary>
public enum ResourceAction
{
    /// <summary>Makes the actual state equal to the desired one, and reads it again.</summary>
    Apply,

    /// <summary>Removes the object.</summary>
    Remove,

    /// <summary>Compares the actual state with the desired one and writes nothing.</summary>
    Compare,
}
