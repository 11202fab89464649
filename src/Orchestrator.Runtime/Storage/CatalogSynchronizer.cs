using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Orchestrator.Catalog;
using Orchestrator.Storage.Entities;

namespace Orchestrator.Storage;

/// <summary>
/// Lays the catalog against the database: adds the rows that are missing, reports what has no code any longer, deletes nothing. Descriptions belong to
/// the database once they are there.
/// </summary>
internal sealed partial class CatalogSynchronizer(IDbContextFactory<OrchestratorDbContext> databases, DatabaseProvider provider, TimeProvider time, ILogger<CatalogSynchronizer> logger)
{
    private const string ActiveStatus = "active";

    /// <summary>Adds what is missing, in one transaction.</summary>
    /// <exception cref="CatalogException">A product would have two reconcile workflows, or a workflow's row has another target than its code.</exception>
    internal async Task<CatalogReport> ApplyAsync(WorkflowCatalog catalog, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await provider.LockCatalogAsync(database, cancellationToken);
        var report = await LayAsync(database, catalog, cancellationToken);
        RefuseMismatches(report);
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.InnerException is DbException rule && rule.Message.Contains(DatabaseRules.SecondReconcile, StringComparison.Ordinal))
        {
            throw new CatalogException("second_reconcile_workflow", DatabaseRules.SecondReconcile);
        }

        await transaction.CommitAsync(cancellationToken);
        LogReport(report);
        return report;
    }

    /// <summary>Says what <see cref="ApplyAsync"/> would add and report, and changes nothing.</summary>
    /// <exception cref="CatalogException">A product has two reconcile workflows.</exception>
    internal async Task<CatalogReport> CompareAsync(WorkflowCatalog catalog, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await LayAsync(database, catalog, cancellationToken);
    }

    /// <summary>Adds what is missing to the context, which the caller may save.</summary>
    private async Task<CatalogReport> LayAsync(OrchestratorDbContext database, WorkflowCatalog catalog, CancellationToken cancellationToken)
    {
        var products = await database.Products
            .Include(static product => product.FixedInputs).Include(static product => product.Blocks).Include(static product => product.Workflows)
            .AsSplitQuery().ToDictionaryAsync(static product => product.Name, cancellationToken);
        var blocks = await database.ProductBlocks
            .Include(static block => block.ResourceTypes).Include(static block => block.DependsOn)
            .AsSplitQuery().ToDictionaryAsync(static block => block.Name, cancellationToken);
        var workflows = await database.Workflows.ToDictionaryAsync(static workflow => workflow.Name, cancellationToken);
        var types = await database.ResourceTypes.ToDictionaryAsync(static type => type.ResourceType, cancellationToken);

        var added = new List<string>();
        AddBlocks(database, catalog, blocks, types, added);
        AddProducts(database, catalog, products, blocks, added);
        AddWorkflows(database, catalog, workflows, added);
        LinkWorkflows(catalog, products, workflows, added);
        RefuseSecondReconcile(products.Values);
        return new(
            added,
            [.. workflows.Values.Where(workflow => workflow.DeletedAt is null && catalog.FindWorkflow(workflow.Name) is null).Select(static workflow => workflow.Name).Order(StringComparer.Ordinal)],
            [.. catalog.Workflows.Where(workflow => workflows[workflow.Name].Target != WireName.Of(workflow.Target)).Select(static workflow => workflow.Name).Order(StringComparer.Ordinal)],
            CatalogComparison.FindDifferences(catalog, products.Values, blocks.Values));
    }

    private void AddBlocks(
        OrchestratorDbContext database,
        WorkflowCatalog catalog,
        Dictionary<string, ProductBlockEntity> blocks,
        Dictionary<string, ResourceTypeEntity> types,
        List<string> added)
    {
        foreach (var descriptor in catalog.Blocks)
        {
            if (!blocks.TryGetValue(descriptor.Name, out var block))
            {
                block = new()
                {
                    ProductBlockId = Guid.CreateVersion7(),
                    Name = descriptor.Name,
                    Description = descriptor.Description,
                    Tag = descriptor.Tag,
                    Status = ActiveStatus,
                    CreatedAt = time.GetUtcNow(),
                };
                blocks.Add(block.Name, block);
                database.Add(block);
                added.Add($"product block {block.Name}");
            }

            foreach (var name in descriptor.ResourceTypes.Where(name => block.ResourceTypes.TrueForAll(type => type.ResourceType != name)))
            {
                if (!types.TryGetValue(name, out var type))
                {
                    types.Add(name, type = new() { ResourceTypeId = Guid.CreateVersion7(), ResourceType = name });
                    database.Add(type);
                }

                block.ResourceTypes.Add(type);
                added.Add($"resource type {block.Name}.{name}");
            }
        }

        foreach (var descriptor in catalog.Blocks)
        {
            var block = blocks[descriptor.Name];
            foreach (var name in descriptor.Blocks)
            {
                var child = blocks.GetValueOrDefault(name) ?? throw Undeclared($"product block '{descriptor.Name}'", name);
                if (block.DependsOn.TrueForAll(relation => relation.DependsOnId != child.ProductBlockId))
                {
                    block.DependsOn.Add(new() { InUseById = block.ProductBlockId, DependsOnId = child.ProductBlockId });
                }
            }
        }
    }

    private void AddProducts(
        OrchestratorDbContext database,
        WorkflowCatalog catalog,
        Dictionary<string, ProductEntity> products,
        Dictionary<string, ProductBlockEntity> blocks,
        List<string> added)
    {
        foreach (var descriptor in catalog.Products)
        {
            if (!products.TryGetValue(descriptor.Name, out var product))
            {
                product = new()
                {
                    ProductId = Guid.CreateVersion7(),
                    Name = descriptor.Name,
                    Description = descriptor.Description,
                    ProductType = descriptor.ProductType,
                    Tag = descriptor.Tag,
                    Status = ActiveStatus,
                    CreatedAt = time.GetUtcNow(),
                };
                products.Add(product.Name, product);
                database.Add(product);
                added.Add($"product {product.Name}");
            }

            foreach (var (name, value) in descriptor.FixedInputs.Where(input => product.FixedInputs.TrueForAll(stored => stored.Name != input.Key)))
            {
                product.FixedInputs.Add(new() { FixedInputId = Guid.CreateVersion7(), Name = name, Value = value, CreatedAt = time.GetUtcNow() });
            }

            foreach (var name in descriptor.Blocks.Where(name => product.Blocks.TrueForAll(block => block.Name != name)))
            {
                product.Blocks.Add(blocks.GetValueOrDefault(name) ?? throw Undeclared($"product '{descriptor.Name}'", name));
            }
        }
    }

    private void AddWorkflows(OrchestratorDbContext database, WorkflowCatalog catalog, Dictionary<string, WorkflowEntity> workflows, List<string> added)
    {
        foreach (var descriptor in catalog.Workflows.Where(descriptor => !workflows.ContainsKey(descriptor.Name)))
        {
            var workflow = new WorkflowEntity
            {
                WorkflowId = Guid.CreateVersion7(),
                Name = descriptor.Name,
                Target = WireName.Of(descriptor.Target),
                Description = descriptor.Description,
                CreatedAt = time.GetUtcNow(),
                IsTask = descriptor.IsTask,
            };
            workflows.Add(workflow.Name, workflow);
            database.Add(workflow);
            added.Add($"workflow {workflow.Name}");
        }
    }

    private static void LinkWorkflows(WorkflowCatalog catalog, Dictionary<string, ProductEntity> products, Dictionary<string, WorkflowEntity> workflows, List<string> added)
    {
        var productsOfType = catalog.Products.ToLookup(static product => product.Type, product => products[product.Name]);
        foreach (var descriptor in catalog.Workflows)
        {
            foreach (var product in descriptor.Products.SelectMany(type => productsOfType[type]).Where(product => product.Workflows.TrueForAll(workflow => workflow.Name != descriptor.Name)))
            {
                product.Workflows.Add(workflows[descriptor.Name]);
                added.Add($"link {product.Name} - {descriptor.Name}");
            }
        }
    }

    private static void RefuseSecondReconcile(IEnumerable<ProductEntity> products)
    {
        foreach (var product in products)
        {
            var reconciles = product.Workflows
                .Where(static workflow => workflow.DeletedAt is null && string.Equals(workflow.Target, WireName.Of(Target.Reconcile), StringComparison.OrdinalIgnoreCase))
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
            throw new CatalogException("workflow_target_mismatch", $"Workflow '{name}' has another target in the workflows table than in the code. Correct the row, or give the workflow in the code another name.");
        }
    }

    private static CatalogException Undeclared(string holder, string block) =>
        new("block_not_registered", $"The {holder} holds a block '{block}' that no registered assembly declares. Register the assembly that has [ProductBlock(\"{block}\")].");

    private void LogReport(CatalogReport report)
    {
        if (report.Added.Count > 0)
        {
            LogAdded(logger, report.Added.Count, string.Join(", ", report.Added));
        }

        if (report.NotInCode.Count > 0)
        {
            LogNotInCode(logger, string.Join(", ", report.NotInCode));
        }

        foreach (var difference in report.Differences)
        {
            LogDifference(logger, difference);
        }
    }

    [LoggerMessage(2000, LogLevel.Information, "Added {Count} row(s) that the code declares: {Rows}")]
    private static partial void LogAdded(ILogger logger, int count, string rows);

    [LoggerMessage(2001, LogLevel.Warning, "The workflows table has workflows that are no longer in the code: {Workflows}. They are kept; set deleted_at to hide them")]
    private static partial void LogNotInCode(ILogger logger, string workflows);

    [LoggerMessage(2002, LogLevel.Warning, "Code and database differ: {Difference}")]
    private static partial void LogDifference(ILogger logger, string difference);
}
