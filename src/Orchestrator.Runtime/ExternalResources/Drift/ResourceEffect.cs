namespace Orchestrator.Drift;

/// <summary>The effect of a step on an object in an external system.</summary>
public enum ResourceEffect
{
    /// <summary>Nothing was written.</summary>
    Nothing,

    /// <summary>The object was changed.</summary>
    Change,

    /// <summary>The object was created.</summary>
    Create,

    /// <summary>The object was removed.</summary>
    Remove,

    /// <summary>The object cannot be read, so it is not known what was changed.</summary>
    CannotTell,
}
