using Orchestrator.Catalog;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Search;

/// <summary>
/// Refuses a query that names a field which is nearly another one, instead of finding nothing. A name that products of former versions have
/// stored is a field, too.
/// </summary>
internal static class FieldSlips
{
    private const string IsStored = """
        SELECT 1 FROM resource_types WHERE lower(resource_type) IN (lower(@field), @name)
        UNION ALL
        SELECT 1 FROM fixed_inputs WHERE lower(name) IN (lower(@field), @name)
        """;

    /// <exception cref="InvalidRequestException">There is such a field.</exception>
    internal static async Task RefuseAsync(
        OrchestratorDbContext database,
        SearchExpression expression,
        WorkflowCatalog catalog,
        CancellationToken cancellationToken
    )
    {
        foreach (var (field, near) in SearchFields.FindSlips(expression, catalog))
        {
            await using var command = await database.CommandAsync(IsStored, cancellationToken);
            command.With("field", field).With("name", SearchFields.NameOf(field));
            await using var stored = await command.ExecuteReaderAsync(cancellationToken);
            if (!await stored.ReadAsync(cancellationToken))
            {
                throw new InvalidRequestException(
                    "search_field_unknown",
                    $"'{field}' is not a field of subscriptions. Did you mean '{near}'? Write a text that has a colon in quotation marks."
                );
            }
        }
    }
}
