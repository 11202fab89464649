namespace Orchestrator;

/// <summary>The purpose of a workflow. Clients see the name in upper case (<c>RECONCILE</c>).</summary>
public enum Target
{
    /// <summary>Creates a subscription of a product.</summary>
    Create,

    /// <summary>Changes a subscription and updates the external systems.</summary>
    Modify,

    /// <summary>Ends a subscription and removes it from the external systems.</summary>
    Terminate,

    /// <summary>Performs a task of the system; it has no subscription.</summary>
    System,

    /// <summary>Compares a subscription with the external systems and reports the difference.</summary>
    Validate,

    /// <summary>Reapplies the data of the core database to the external systems.</summary>
    Reconcile,
}
