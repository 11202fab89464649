using Orchestrator.Catalog;
using Orchestrator.Storage.Search;

namespace Orchestrator.BulkReconciles;

/// <summary>The query that selects what a bulk reconcile is about.</summary>
internal static class BulkReconcileQuery
{
    /// <summary>
    /// Reads a query. It is stricter than a search, which finds nothing for a field that does not exist: negated, such a field would select
    /// every subscription.
    /// </summary>
    /// <exception cref="InvalidRequestException">It is not a query, or a part of it can hold for no subscription.</exception>
    internal static SearchExpression Parse(string query, WorkflowCatalog catalog)
    {
        var expression = SearchExpression.Parse(query);
        return SearchFields.FindProblem(expression, catalog) is { } problem
            ? throw new InvalidRequestException("search_query_invalid", problem)
            : expression;
    }
}
