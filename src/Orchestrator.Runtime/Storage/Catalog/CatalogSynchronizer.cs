using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Orchestrator.Catalog;
using Orchestrator.Diagnostics;
using Orchestrator.Options;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Catalog;

/// <summary>
/// Lays the catalog against the database: adds the rows that are missing, reports what has no code any longer, deletes nothing.
/// Descriptions belong to the database once they are there.
/// </summary>
internal sealed class CatalogSynchronizer(
    IDbContextFactory<OrchestratorDbContext> databases,
    DatabaseProvider provider,
    TimeProvider time,
    IOptions<OrchestratorOptions> options,
    EngineLogger<CatalogSynchronizer> logger
)
{
    private const string ActiveStatus = "active";

    /// <summary>Adds what is missing, in one transaction.</summary>
    /// <exception cref="CatalogException">A product would have two reconcile workflows, or a workflow's row has another target than its
    /// code.</exception>
    internal async Task<CatalogReport> ApplyAsync(WorkflowCatalog catalog, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await provider.LockCatalogAsync(database, cancellationToken);
        var (report, rows) = Compare(catalog, await StoredCatalog.ReadAsync(database, cancellationToken));
        RefuseMismatches(report);
        try
        {
            foreach (var row in rows)
            {
                await row.InsertAsync(database, cancellationToken);
            }
        }
        catch (DbException exception) when (exception.Message.Contains(DatabaseRules.SecondReconcile, StringComparison.Ordinal))
        {
            throw new CatalogException("second_reconcile_workflow", DatabaseRules.SecondReconcile);
        }

        await transaction.CommitAsync(cancellationToken);
        LogReport(report, catalog);
        return report;
    }

    /// <summary>Says what <see cref="ApplyAsync"/> would add and report, and changes nothing.</summary>
    /// <exception cref="CatalogException">A product has two reconcile workflows.</exception>
    internal async Task<CatalogReport> CompareAsync(WorkflowCatalog catalog, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await database.BeginReadAsync(cancellationToken);
        return Compare(catalog, await StoredCatalog.ReadAsync(database, cancellationToken)).Report;
    }

    /// <summary>Adds to what is stored what is missing.</summary>
    /// <returns>The report, and the rows that are to be inserted, each after those on which it depends.</returns>
    private (CatalogReport Report, IReadOnlyList<RowInsert> Rows) Compare(WorkflowCatalog catalog, StoredCatalog stored)
    {
        var rows = new List<RowInsert>();
        var added = new List<string>();
        var differences = CatalogComparison.FindDifferences(catalog, stored.Products.Values, stored.Blocks.Values);
        string[] newWorkflows =
        [
            .. catalog.Workflows.Select(static workflow => workflow.Name).Where(name => !stored.Workflows.ContainsKey(name)),
        ];
        AddBlocks(catalog, stored, rows, added);
        AddProducts(catalog, stored, rows, added);
        AddWorkflows(catalog, stored, rows, added);
        LinkWorkflows(catalog, stored, rows, added);
        RefuseSecondReconcile(stored.Products.Values);
        var report = new CatalogReport(
            added,
            [
                .. stored
                    .Workflows.Values.Where(workflow => workflow.DeletedAt is null && catalog.FindWorkflow(workflow.Name) is null)
                    .Select(static workflow => workflow.Name)
                    .Order(StringComparer.Ordinal),
            ],
            [
                .. catalog
                    .Workflows.Where(workflow => stored.Workflows[workflow.Name].Target != WireName.Of(workflow.Target))
                    .Select(static workflow => workflow.Name)
                    .Order(StringComparer.Ordinal),
            ],
            differences
        )
        {
            NewWorkflows = newWorkflows,
        };
        return (report, rows);
    }

    private void AddBlocks(WorkflowCatalog catalog, StoredCatalog stored, List<RowInsert> rows, List<string> added)
    {
        foreach (var descriptor in catalog.Blocks)
        {
            if (!stored.Blocks.TryGetValue(descriptor.Name, out var block))
            {
                block = new()
                {
                    ProductBlockId = Guid.CreateVersion7(),
                    Name = descriptor.Name,
                    Description = descriptor.Description,
                };
                stored.Blocks.Add(block.Name, block);
                rows.Add(
                    new(
                        "product_blocks",
                        ("product_block_id", block.ProductBlockId),
                        ("name", block.Name),
                        ("description", block.Description),
                        ("tag", descriptor.Tag),
                        ("status", ActiveStatus),
                        ("created_at", time.GetUtcNow())
                    )
                );
                added.Add($"product block {block.Name}");
            }

            foreach (var name in descriptor.ResourceTypes.Where(name => block.ResourceTypes.TrueForAll(type => type.ResourceType != name)))
            {
                if (!stored.ResourceTypes.TryGetValue(name, out var type))
                {
                    stored.ResourceTypes.Add(name, type = new() { ResourceTypeId = Guid.CreateVersion7(), ResourceType = name });
                    rows.Add(new("resource_types", ("resource_type_id", type.ResourceTypeId), ("resource_type", name)));
                }

                block.ResourceTypes.Add(type);
                rows.Add(
                    new(
                        "product_block_resource_types",
                        ("product_block_id", block.ProductBlockId),
                        ("resource_type_id", type.ResourceTypeId)
                    )
                );
                added.Add($"resource type {block.Name}.{name}");
            }
        }

        foreach (var descriptor in catalog.Blocks)
        {
            var block = stored.Blocks[descriptor.Name];
            foreach (var name in descriptor.Blocks)
            {
                var child = stored.Blocks.GetValueOrDefault(name) ?? throw Undeclared($"product block '{descriptor.Name}'", name);
                if (block.DependsOn.TrueForAll(relation => relation.DependsOnId != child.ProductBlockId))
                {
                    block.DependsOn.Add(new() { InUseById = block.ProductBlockId, DependsOnId = child.ProductBlockId });
                    rows.Add(
                        new("product_block_relations", ("in_use_by_id", block.ProductBlockId), ("depends_on_id", child.ProductBlockId))
                    );
                    added.Add($"product block {block.Name} - {child.Name}");
                }
            }
        }
    }

    private void AddProducts(WorkflowCatalog catalog, StoredCatalog stored, List<RowInsert> rows, List<string> added)
    {
        foreach (var descriptor in catalog.Products)
        {
            if (!stored.Products.TryGetValue(descriptor.Name, out var product))
            {
                product = new()
                {
                    ProductId = Guid.CreateVersion7(),
                    Name = descriptor.Name,
                    Description = descriptor.Description,
                    ProductType = descriptor.ProductType,
                    Tag = descriptor.Tag,
                    Status = ActiveStatus,
                };
                stored.Products.Add(product.Name, product);
                rows.Add(
                    new(
                        "products",
                        ("product_id", product.ProductId),
                        ("name", product.Name),
                        ("description", product.Description),
                        ("product_type", product.ProductType),
                        ("tag", product.Tag),
                        ("status", product.Status),
                        ("created_at", time.GetUtcNow())
                    )
                );
                added.Add($"product {product.Name}");
            }

            foreach (
                var (name, value) in descriptor.FixedInputs.Where(input =>
                    product.FixedInputs.TrueForAll(fixedInput => fixedInput.Name != input.Key)
                )
            )
            {
                var input = new FixedInputEntity
                {
                    FixedInputId = Guid.CreateVersion7(),
                    Name = name,
                    Value = value,
                };
                product.FixedInputs.Add(input);
                rows.Add(
                    new(
                        "fixed_inputs",
                        ("fixed_input_id", input.FixedInputId),
                        ("name", name),
                        ("value", value),
                        ("created_at", time.GetUtcNow()),
                        ("product_id", product.ProductId)
                    )
                );
                added.Add($"fixed input {product.Name}.{name}");
            }

            foreach (var name in descriptor.Blocks.Where(name => product.Blocks.TrueForAll(block => block.Name != name)))
            {
                var block = stored.Blocks.GetValueOrDefault(name) ?? throw Undeclared($"product '{descriptor.Name}'", name);
                product.Blocks.Add(block);
                rows.Add(new("product_product_blocks", ("product_id", product.ProductId), ("product_block_id", block.ProductBlockId)));
                added.Add($"product block {product.Name} - {block.Name}");
            }
        }
    }

    private void AddWorkflows(WorkflowCatalog catalog, StoredCatalog stored, List<RowInsert> rows, List<string> added)
    {
        foreach (var descriptor in catalog.Workflows.Where(descriptor => !stored.Workflows.ContainsKey(descriptor.Name)))
        {
            var workflow = new WorkflowEntity
            {
                WorkflowId = Guid.CreateVersion7(),
                Name = descriptor.Name,
                Target = WireName.Of(descriptor.Target),
                Description = descriptor.Description,
            };
            stored.Workflows.Add(workflow.Name, workflow);
            rows.Add(
                new(
                    "workflows",
                    ("workflow_id", workflow.WorkflowId),
                    ("name", workflow.Name),
                    ("target", workflow.Target),
                    ("description", workflow.Description),
                    ("created_at", time.GetUtcNow()),
                    ("is_task", descriptor.IsTask)
                )
            );
            added.Add($"workflow {workflow.Name}");
        }
    }

    private void LinkWorkflows(WorkflowCatalog catalog, StoredCatalog stored, List<RowInsert> rows, List<string> added)
    {
        var productsOfType = catalog.Products.ToLookup(static product => product.Type, product => stored.Products[product.Name]);
        foreach (var descriptor in catalog.Workflows)
        {
            var workflow = stored.Workflows[descriptor.Name];
            var products = options.Value.DefaultWorkflows.Contains(descriptor.Name)
                ? stored.Products.Values
                : descriptor.Products.SelectMany(type => productsOfType[type]);
            foreach (var product in products.Where(product => product.Workflows.TrueForAll(link => link.Name != descriptor.Name)))
            {
                product.Workflows.Add(workflow);
                rows.Add(new("products_workflows", ("product_id", product.ProductId), ("workflow_id", workflow.WorkflowId)));
                added.Add($"link {product.Name} - {descriptor.Name}");
            }
        }
    }

    private static void RefuseSecondReconcile(IEnumerable<ProductEntity> products)
    {
        foreach (var product in products)
        {
            var reconciles = product
                .Workflows.Where(static workflow =>
                    workflow.DeletedAt is null
                    && string.Equals(workflow.Target, WireName.Of(Target.Reconcile), StringComparison.OrdinalIgnoreCase)
                )
                .Select(static workflow => workflow.Name)
                .Order(StringComparer.Ordinal)
                .ToArray();
            if (reconciles.Length > 1)
            {
                throw CatalogErrors.SecondReconcile(product.Name, reconciles);
            }
        }
    }

    private static void RefuseMismatches(CatalogReport report)
    {
        if (report.TargetMismatches is [var name, ..])
        {
            throw new CatalogException(
                "workflow_target_mismatch",
                $"Workflow '{name}' has another target in the workflows table than in the code. Correct the row, or give the "
                    + "workflow in the code another name."
            );
        }
    }

    private static CatalogException Undeclared(string holder, string block) =>
        new(
            "block_not_registered",
            $"The {holder} holds a block '{block}' that no registered assembly declares. Register the assembly that has "
                + $"[ProductBlock(\"{block}\")]."
        );

    private void LogReport(CatalogReport report, WorkflowCatalog catalog)
    {
        if (report.Added.Count > 0)
        {
            Log.CatalogAdded(logger, report.Added.Count, string.Join(", ", report.Added));
        }

        if (report.NotInCode.Count == 0 && !catalog.HasWorkflows)
        {
            Log.NoWorkflow(logger, catalog.AdviseWorkflows());
        }
        else if (!catalog.HasWorkflows)
        {
            Log.NoWorkflowRegistered(logger, report.NotInCode.Count, string.Join(", ", report.NotInCode), catalog.AdviseWorkflows());
        }
        else if (report.NotInCode.Count > 0)
        {
            Log.WorkflowsNotInCode(
                logger,
                string.Join(
                    ", ",
                    report.NotInCode.Select(name =>
                        CatalogComparison.FindNewName(name, report.NewWorkflows) is { } renamed ? $"{name} (renamed to {renamed}?)" : name
                    )
                )
            );
        }

        foreach (var difference in report.Differences)
        {
            Log.CatalogDiffers(logger, difference);
        }
    }
}
