using Microsoft.AspNetCore.Mvc;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Errors;

namespace Orchestrator.Api.Subscriptions;

/// <summary>Which subscriptions are searched for.</summary>
internal sealed record SubscriptionSearchQuery
{
    /// <summary>Words and fields.</summary>
    [FromQuery(Name = "query")]
    public string? Query { get; init; }

    /// <summary>The part of what is found, <c>start,end</c>.</summary>
    [FromQuery(Name = "range")]
    public string? Range { get; init; }

    /// <exception cref="RequestException">It is missing.</exception>
    internal string Words => Query ?? throw RequestException.MissingQuery("query");
}

/// <summary>How a subscription is shown.</summary>
internal sealed record SubscriptionDetailQuery
{
    private const string Name = "filter_owner_relations";

    /// <summary>Whether relations of the subscription to itself are left out: a yes or no.</summary>
    [FromQuery(Name = Name)]
    public string? FilterOwnerRelations { get; init; }

    /// <summary>
    /// Whether relations of the subscription to itself are left out; yes where nothing is said.
    /// </summary>
    /// <exception cref="RequestException">It is neither yes nor no.</exception>
    internal bool LeavesOutOwn => Flag.Read(Name, FilterOwnerRelations, otherwise: true);
}
