using System.Data.Common;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Catalog;

/// <summary>What the database says of products, blocks and workflows.</summary>
/// <param name="Products">By name, with their fixed inputs, blocks and workflows.</param>
/// <param name="Blocks">By name, with their resource types and the blocks that they hold.</param>
/// <param name="Workflows">By name.</param>
/// <param name="ResourceTypes">By name.</param>
internal sealed record StoredCatalog(
    Dictionary<string, ProductEntity> Products,
    Dictionary<string, ProductBlockEntity> Blocks,
    Dictionary<string, WorkflowEntity> Workflows,
    Dictionary<string, ResourceTypeEntity> ResourceTypes
)
{
    /// <summary>
    /// Reads it. In plain SQL, because every start of a host waits for it: queries through the model would wait for the model and for their
    /// compilation as well.
    /// </summary>
    internal static async Task<StoredCatalog> ReadAsync(OrchestratorDbContext database, CancellationToken cancellationToken)
    {
        var products = await ReadAsync(
            database,
            "SELECT product_id, name, description, product_type, tag, status FROM products",
            static row => new ProductEntity
            {
                ProductId = row.GetStoredGuid(0),
                Name = row.GetString(1),
                Description = row.GetString(2),
                ProductType = row.GetString(3),
                Tag = row.GetString(4),
                Status = row.GetString(5),
            },
            static product => product.ProductId,
            cancellationToken
        );
        var blocks = await ReadAsync(
            database,
            "SELECT product_block_id, name, description FROM product_blocks",
            static row => new ProductBlockEntity
            {
                ProductBlockId = row.GetStoredGuid(0),
                Name = row.GetString(1),
                Description = row.GetString(2),
            },
            static block => block.ProductBlockId,
            cancellationToken
        );
        var workflows = await ReadAsync(
            database,
            "SELECT workflow_id, name, target, description, deleted_at FROM workflows",
            static row => new WorkflowEntity
            {
                WorkflowId = row.GetStoredGuid(0),
                Name = row.GetString(1),
                Target = row.GetString(2),
                Description = row.GetString(3),
                DeletedAt = row.IsDBNull(4) ? null : row.GetStoredTime(4),
            },
            static workflow => workflow.WorkflowId,
            cancellationToken
        );
        var types = await ReadAsync(
            database,
            "SELECT resource_type_id, resource_type FROM resource_types",
            static row => new ResourceTypeEntity { ResourceTypeId = row.GetStoredGuid(0), ResourceType = row.GetString(1) },
            static type => type.ResourceTypeId,
            cancellationToken
        );

        await ReadEachAsync(
            database,
            "SELECT product_id, fixed_input_id, name, value FROM fixed_inputs",
            row =>
                products[row.GetStoredGuid(0)]
                    .FixedInputs.Add(
                        new()
                        {
                            FixedInputId = row.GetStoredGuid(1),
                            Name = row.GetString(2),
                            Value = row.GetString(3),
                        }
                    ),
            cancellationToken
        );
        await ReadEachAsync(
            database,
            "SELECT product_id, product_block_id FROM product_product_blocks",
            row => products[row.GetStoredGuid(0)].Blocks.Add(blocks[row.GetStoredGuid(1)]),
            cancellationToken
        );
        await ReadEachAsync(
            database,
            "SELECT product_id, workflow_id FROM products_workflows",
            row => products[row.GetStoredGuid(0)].Workflows.Add(workflows[row.GetStoredGuid(1)]),
            cancellationToken
        );
        await ReadEachAsync(
            database,
            "SELECT product_block_id, resource_type_id FROM product_block_resource_types",
            row => blocks[row.GetStoredGuid(0)].ResourceTypes.Add(types[row.GetStoredGuid(1)]),
            cancellationToken
        );
        await ReadEachAsync(
            database,
            "SELECT in_use_by_id, depends_on_id FROM product_block_relations",
            row =>
                blocks[row.GetStoredGuid(0)].DependsOn.Add(new() { InUseById = row.GetStoredGuid(0), DependsOnId = row.GetStoredGuid(1) }),
            cancellationToken
        );
        return new(
            ByName(products, static product => product.Name),
            ByName(blocks, static block => block.Name),
            ByName(workflows, static workflow => workflow.Name),
            ByName(types, static type => type.ResourceType)
        );
    }

    private static async Task<Dictionary<Guid, T>> ReadAsync<T>(
        OrchestratorDbContext database,
        string sql,
        Func<DbDataReader, T> read,
        Func<T, Guid> id,
        CancellationToken cancellationToken
    )
    {
        var found = new Dictionary<Guid, T>();
        void Keep(DbDataReader row)
        {
            var entity = read(row);
            found.Add(id(entity), entity);
        }

        await ReadEachAsync(database, sql, Keep, cancellationToken);
        return found;
    }

    private static async Task ReadEachAsync(
        OrchestratorDbContext database,
        string sql,
        Action<DbDataReader> read,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(sql, cancellationToken);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            read(row);
        }
    }

    private static Dictionary<string, T> ByName<T>(Dictionary<Guid, T> entities, Func<T, string> name) =>
        entities.Values.ToDictionary(name, StringComparer.Ordinal);
}
