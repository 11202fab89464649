namespace Orchestrator;

/// <summary>The action of a step on an external resource.</summary>
internal enum ResourceAction
{
    /// <summary>Writes the desired state, and reads the object again.</summary>
    Apply,

    /// <summary>Removes the object.</summary>
    Remove,

    /// <summary>Compares the actual state with the desired one without writing.</summary>
    Compare,
}
