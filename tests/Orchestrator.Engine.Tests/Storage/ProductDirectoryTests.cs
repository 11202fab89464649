using Orchestrator.Storage.Catalog;
using Orchestrator.Tests.Support;
using Orchestrator.Tests.Support.Models;
using static Orchestrator.Tests.Support.Models.TestCatalog;

namespace Orchestrator.Tests.Storage;

public sealed class ProductDirectoryTests
{
    [Fact]
    public async Task Products_are_found_by_name_and_unknown_names_are_left_out()
    {
        await using var database = await CoreDatabase.CreateAsync();

        var products = await new ProductDirectory(database.Contexts).GetByNameAsync(["port 10G", "fax", "circuit"], CancellationToken.None);

        Assert.Equal(["circuit", "port 10G"], products.Select(static product => product.Name));
    }

    [Fact]
    public async Task The_reconcile_workflow_of_a_product_is_the_one_that_is_not_deleted()
    {
        await using var database = await CoreDatabase.CreateAsync(
            Workflow("reconcile_port", Target.Reconcile, typeof(Port)),
            Workflow("modify_circuit", Target.Modify, typeof(Circuit))
        );
        var products = new ProductDirectory(database.Contexts);

        Assert.Equal("reconcile_port", await products.FindReconcileWorkflowAsync(database.ProductId("port 10G"), CancellationToken.None));
        Assert.Null(await products.FindReconcileWorkflowAsync(database.ProductId("circuit"), CancellationToken.None));

        database.File.Query("UPDATE workflows SET deleted_at = '2026-01-01T00:00:00.000000Z' WHERE name = 'reconcile_port'");
        Assert.Null(await products.FindReconcileWorkflowAsync(database.ProductId("port 10G"), CancellationToken.None));
    }

    [Fact]
    public async Task Of_two_reconcile_workflows_none_is_picked()
    {
        await using var database = await CoreDatabase.CreateAsync(
            Workflow("modify_port", Target.Modify, typeof(Port)),
            Workflow("reconcile_port", Target.Reconcile, typeof(Port))
        );
        database.File.DropTrigger("workflows_one_reconcile", "workflows");
        database.File.Query("UPDATE workflows SET target = 'RECONCILE'");

        var exception = await Assert.ThrowsAsync<CatalogException>(() =>
            new ProductDirectory(database.Contexts).FindReconcileWorkflowAsync(database.ProductId("port 10G"), CancellationToken.None)
        );

        foreach (var part in new[] { "'port 10G'", "'modify_port'", "'reconcile_port'" })
        {
            Assert.Contains(part, exception.Message, StringComparison.Ordinal);
        }
    }
}
