namespace Orchestrator;

/// <summary>What a workflow does to a subscription. Clients see the name in upper case (<c>RECONCILE</c>).</summary>
public enum Target
{
    /// <summary>Makes a new subscription of a product.</summary>
    Create,

    /// <summary>Changes a subscription, and the external systems with it.</summary>
    Modify,

    /// <summary>Ends a subscription and removes it from the external systems.</summary>
    Terminate,

    /// <summary>Does something for the system as a whole; it has no subscription.</summary>
    System,

    /// <summary>Compares a subscription with the external systems and reports the difference.</summary>
    Validate,

    /// <summary>Puts what the core database says into the external systems again.</summary>
    Reconcile,
}
