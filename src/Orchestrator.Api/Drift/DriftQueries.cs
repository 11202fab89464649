using Microsoft.AspNetCore.Mvc;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Errors;
using Orchestrator.Drift;

namespace Orchestrator.Api.Drift;

/// <summary>Which part of a history is asked for.</summary>
internal sealed record DriftHistoryQuery
{
    [FromQuery(Name = "range")]
    public string? Range { get; init; }
}

/// <summary>Which differences are grouped.</summary>
internal sealed record DriftGroupQuery
{
    [FromQuery(Name = "product")]
    public string? Product { get; init; }
}

/// <summary>Which checked subscriptions are asked for.</summary>
internal sealed record DriftListQuery
{
    private static readonly DriftStatus[] Statuses =
    [
        DriftStatus.NoDrift,
        DriftStatus.Drifted,
        DriftStatus.Unknown,
        DriftStatus.Unsupported,
    ];

    [FromQuery(Name = "range")]
    public string? Range { get; init; }

    [FromQuery(Name = "product")]
    public string? Product { get; init; }

    [FromQuery(Name = "status")]
    public string? Status { get; init; }

    /// <exception cref="RequestException">The status is none.</exception>
    internal DriftSearch ToSearch(PageRange range) => new(range.Start, range.Count) { Product = Product, Status = ReadStatus() };

    private DriftStatus? ReadStatus()
    {
        if (Status is null)
        {
            return null;
        }

        var found = Array.FindIndex(Statuses, status => string.Equals(WireName.Of(status), Status, StringComparison.Ordinal));
        return found >= 0
            ? Statuses[found]
            : throw RequestException.BadQuery(
                "status",
                "enum",
                $"Input should be one of {string.Join(", ", Statuses.Select(WireName.Of))}",
                Status
            );
    }
}
