namespace Orchestrator.Search;

/// <summary>What a structured search looks for.</summary>
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
