namespace Orchestrator.Search;

/// <summary>The kinds of entities of a structured search.</summary>
public enum SearchedEntity
{
    /// <summary>Subscriptions.</summary>
    Subscription,

    /// <summary>Workflows that are not deleted.</summary>
    Workflow,

    /// <summary>Products.</summary>
    Product,

    /// <summary>Processes.</summary>
    Process,
}
