using Orchestrator.Products;

namespace Orchestrator.Processes;

/// <summary>What is chosen in each facet of a list of processes; null where nothing is.</summary>
public sealed record ProcessFacetChoices
{
    /// <summary>Gets the status, as on the wire.</summary>
    public string? Status { get; init; }

    /// <summary>Gets the name of the workflow.</summary>
    public string? Workflow { get; init; }

    /// <summary>Gets for whom it waits.</summary>
    public string? Assignee { get; init; }
}

/// <summary>
/// How many processes each value of each facet would find. The counts of a facet are of what the filters and the other facets find. A value
/// that finds none is omitted.
/// </summary>
/// <param name="Total">The number that the filters and all choices together find.</param>
/// <param name="Statuses">By the status, as on the wire.</param>
/// <param name="Workflows">By the name of the workflow.</param>
/// <param name="Assignees">By for whom they wait.</param>
public sealed record ProcessFacets(
    int Total,
    IReadOnlyList<FacetCount> Statuses,
    IReadOnlyList<FacetCount> Workflows,
    IReadOnlyList<FacetCount> Assignees
);
