namespace Orchestrator.Dashboard.Shared;

/// <summary>By which column a list is sorted, as its address says it: <c>status</c>, or <c>status,desc</c>.</summary>
/// <param name="Column">The column; null for the order of the list itself.</param>
/// <param name="Descending">Whether the order is descending.</param>
internal sealed record ListSort(string? Column, bool Descending)
{
    private const string DescendingSuffix = ",desc";

    /// <summary>Reads it from an address.</summary>
    internal static ListSort Parse(string? text)
    {
        var isDescending = text?.EndsWith(DescendingSuffix, StringComparison.OrdinalIgnoreCase) == true;
        var column = isDescending ? text![..^DescendingSuffix.Length] : text;
        return string.IsNullOrWhiteSpace(column) ? new(Column: null, Descending: false) : new(column, isDescending);
    }

    /// <summary>What follows when a column is chosen: ascending, then descending, then the order of the list itself.</summary>
    internal string? After(string column) =>
        Column != column ? column
        : Descending ? null
        : column + DescendingSuffix;

    /// <summary>How a column is sorted, as assistive technology says it; null where it is not.</summary>
    internal string? AriaOf(string column) =>
        Column != column ? null
        : Descending ? "descending"
        : "ascending";
}
