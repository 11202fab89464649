using Microsoft.EntityFrameworkCore;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Processes;

/// <summary>
/// Counts processes by facets in one statement: statuses, workflows and assignees are few, so it counts their combinations, of which each
/// facet leaves its own choice out.
/// </summary>
internal sealed class ProcessFacetReader(IDbContextFactory<OrchestratorDbContext> databases)
{
    /// <summary>Counts them.</summary>
    /// <exception cref="InvalidRequestException">A filter names an unknown field, or its value is not valid.</exception>
    internal async Task<ProcessFacets> CountAsync(
        IReadOnlyList<FieldFilter> filters,
        ProcessFacetChoices choices,
        ReadScope? scope,
        CancellationToken cancellationToken
    )
    {
        var conditions = ProcessFields.ToConditions(filters);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var where = ProcessFields.Where(database, conditions, scope);
        await using var command = await database.CommandAsync(
            $"""
            SELECT c.last_status, w.name, c.assignee, c.total
            FROM (
                SELECT p.last_status, p.workflow_id, p.assignee, COUNT(*) AS total FROM processes p {where} GROUP BY 1, 2, 3) c
            JOIN workflows w ON w.workflow_id = c.workflow_id
            """,
            cancellationToken
        );
        var cells = await ProcessFields
            .Bind(command, conditions, scope)
            .ReadAllAsync(
                static row => new Cell(
                    WireName.Of(new ShownRow(row).Get(0, ProcessStatus.InconsistentData)),
                    row.GetString(1),
                    row.GetString(2),
                    row.GetStoredNumber(3)
                ),
                cancellationToken
            );
        return new(
            cells.Where(cell => cell.Has(choices)).Sum(static cell => cell.Count),
            Count(cells, choices with { Status = null }, static cell => cell.Status),
            Count(cells, choices with { Workflow = null }, static cell => cell.Workflow),
            Count(cells, choices with { Assignee = null }, static cell => cell.Assignee)
        );
    }

    private static IReadOnlyList<FacetCount> Count(IEnumerable<Cell> cells, ProcessFacetChoices others, Func<Cell, string> value) =>
        [
            .. cells
                .Where(cell => cell.Has(others))
                .GroupBy(value, StringComparer.Ordinal)
                .Select(static group => new FacetCount(group.Key, group.Sum(static cell => cell.Count)))
                .OrderBy(static count => count.Value, StringComparer.OrdinalIgnoreCase),
        ];

    /// <summary>How many processes have these values.</summary>
    private sealed record Cell(string Status, string Workflow, string Assignee, int Count)
    {
        /// <summary>Whether they are chosen. Texts are compared as a filter compares them, without regard to case.</summary>
        internal bool Has(ProcessFacetChoices choices) =>
            Is(Status, choices.Status) && Is(Workflow, choices.Workflow) && Is(Assignee, choices.Assignee);

        private static bool Is(string value, string? chosen) => chosen is null || value.Equals(chosen, StringComparison.OrdinalIgnoreCase);
    }
}
