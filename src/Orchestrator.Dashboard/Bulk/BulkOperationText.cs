using Orchestrator.Processes;

namespace Orchestrator.Dashboard.Bulk;

/// <summary>The filters of a bulk operation in words.</summary>
internal static class BulkOperationText
{
    internal static string Of(IReadOnlyList<FieldFilter> filters) =>
        string.Join(", ", filters.Select(static filter => $"{filter.Field.Replace('_', ' ')}: {filter.Value}"));
}
