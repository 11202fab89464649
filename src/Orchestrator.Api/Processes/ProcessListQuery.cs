using Microsoft.AspNetCore.Mvc;
using Orchestrator.Api.Binding;
using Orchestrator.Processes;

namespace Orchestrator.Api.Processes;

/// <summary>Which processes are asked for.</summary>
internal sealed record ProcessListQuery
{
    /// <summary>The part of the list, <c>start,end</c>.</summary>
    [FromQuery(Name = "range")]
    public string? Range { get; init; }

    /// <summary>The order, <c>field,asc,field,desc</c>.</summary>
    [FromQuery(Name = "sort")]
    public string? Sort { get; init; }

    /// <summary>What the fields have to be, <c>field,value,field,value</c>.</summary>
    [FromQuery(Name = "filter")]
    public string? Filter { get; init; }

    /// <exception cref="InvalidRequestException">A value is missing, or an order is neither asc nor desc.</exception>
    internal ProcessSearch ToSearch(PageRange range) =>
        new(
            [.. ReadPairs(Filter, "filter").Select(static pair => new FieldFilter(pair.Name, pair.Value))],
            [.. ReadPairs(Sort, "sort").Select(static pair => new FieldOrder(pair.Name, IsDescending(pair.Value)))],
            range.Start,
            range.Count
        );

    private static IReadOnlyList<(string Name, string Value)> ReadPairs(string? text, string what)
    {
        if (string.IsNullOrEmpty(text))
        {
            return [];
        }

        var parts = text.Split(',');
        return parts.Length % 2 == 0
            ? [.. parts.Chunk(2).Select(static pair => (pair[0], pair[1]))]
            : throw new InvalidRequestException($"{what}_invalid", $"Invalid number of {what} arguments");
    }

    private static bool IsDescending(string direction) =>
        direction.ToUpperInvariant() switch
        {
            "ASC" => false,
            "DESC" => true,
            _ => throw new InvalidRequestException("sort_invalid", $"An order is asc or desc, not '{direction}'."),
        };
}
