using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Orchestrator.Api.Binding;

/// <summary>Which part of a list is asked for.</summary>
/// <param name="Start">The first row, counted from 0.</param>
/// <param name="End">The row after the last.</param>
internal readonly record struct PageRange(int Start, int End)
{
    internal int Count => End - Start;

    /// <summary>Reads <c>start,end</c>.</summary>
    /// <param name="text">The text; null for the first page.</param>
    /// <param name="maxPage">The largest page that the host gives.</param>
    /// <exception cref="InvalidRequestException">It is not a range.</exception>
    internal static PageRange Read(string? text, int maxPage) =>
        text switch
        {
            null => new(0, maxPage),
            _ when text.Split(',') is [var first, var last]
                    && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var start)
                    && int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var end)
                    && start < end => new(start, end),
            _ => throw new InvalidRequestException(
                "range_invalid",
                $"A range is two whole numbers 'start,end' with start before end, not '{text}'."
            ),
        };

    /// <summary>Says which part of how many rows the answer has, without a range as well: a client should see that there is more.</summary>
    internal void WriteTo(HttpResponse response, string unit, int total) =>
        response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"{unit} {Start}-{End}/{total}");
}
