using System.Data.Common;
using Orchestrator.Catalog;
using Orchestrator.Tests.Support;
using Orchestrator.Tests.Support.Models;
using static Orchestrator.Tests.Support.Models.TestCatalog;

namespace Orchestrator.Tests.Catalog;

public sealed class CatalogSynchronizerTests
{
    private static readonly string[] Tables =
    [
        "products",
        "product_blocks",
        "resource_types",
        "fixed_inputs",
        "workflows",
        "product_product_blocks",
        "product_block_resource_types",
        "product_block_relations",
        "products_workflows",
    ];

    private static readonly WorkflowDescriptor ReconcilePort = Workflow("reconcile_port", Target.Reconcile, typeof(Port));

    [Fact]
    public async Task Everything_that_the_code_declares_gets_its_rows()
    {
        await using var database = await CoreDatabase.CreateAsync(ReconcilePort, Workflow("validate_port", Target.Validate, typeof(Port)));

        Assert.Equal(
            [
                "circuit|Circuit|CIRCUIT|active",
                "junction|Junction|JUNCTION|active",
                "pair|Pair|PAIR|active",
                "port 100G|Port|PORT|active",
                "port 10G|Port|PORT|active",
                "ring|Ring|RING|active",
                "shelf|Shelf|SHELF|active",
                "thing|Thing|THING|active",
            ],
            database.File.Query("SELECT name, product_type, tag, status FROM products ORDER BY name")
        );
        Assert.Equal(
            ["port 100G|capacity|100000", "port 10G|capacity|10000"],
            database.File.Query("SELECT p.name, f.name, f.value FROM fixed_inputs f JOIN products p USING (product_id) ORDER BY p.name")
        );
        Assert.Equal(
            ["reconcile_port|RECONCILE|0|reconcile_port in words", "validate_port|VALIDATE|1|validate_port in words"],
            database.File.Query("SELECT name, target, is_task, description FROM workflows ORDER BY name")
        );
        Assert.Equal(
            [
                "Circuit|Endpoint",
                "Circuit|Port",
                "Endpoint|Port",
                "Junction|Plug",
                "Junction|Socket",
                "Junction|Trial",
                "Pair|Port",
                "Ring|Ring",
                "Shelf|Thing",
            ],
            database.File.Query(
                "SELECT u.name, d.name FROM product_block_relations r JOIN product_blocks u "
                    + "ON u.product_block_id = r.in_use_by_id JOIN product_blocks d ON d.product_block_id = r.depends_on_id ORDER BY 1, 2"
            )
        );
        Assert.Equal(
            [
                "Endpoint|vlan",
                "Plug|pins",
                "Plug|position",
                "Port|port_name",
                "Socket|position",
                "Socket|shape",
                "Thing|colour",
                "Thing|size",
                "Trial|days",
            ],
            database.File.Query(
                "SELECT b.name, t.resource_type FROM product_block_resource_types l JOIN product_blocks b USING (product_block_id) "
                    + "JOIN resource_types t USING (resource_type_id) WHERE b.name NOT IN ('Circuit', 'Junction') ORDER BY 1, 2"
            )
        );
        Assert.Equal(
            [
                "circuit|Circuit",
                "junction|Junction",
                "pair|Pair",
                "port 100G|Port",
                "port 10G|Port",
                "ring|Ring",
                "shelf|Shelf",
                "thing|Thing",
            ],
            database.File.Query(
                "SELECT p.name, b.name FROM product_product_blocks l JOIN products p USING (product_id) "
                    + "JOIN product_blocks b USING (product_block_id) ORDER BY 1"
            )
        );
    }

    [Fact]
    public async Task A_workflow_is_linked_to_every_product_of_its_product_type()
    {
        await using var database = await CoreDatabase.CreateAsync(ReconcilePort);

        Assert.Equal(
            ["port 100G", "port 10G"],
            database.File.Query("SELECT p.name FROM products_workflows JOIN products p USING (product_id) ORDER BY 1")
        );
    }

    [Fact]
    public async Task What_only_the_database_says_of_products_and_blocks_is_reported_by_name_and_kept()
    {
        await using var database = await CoreDatabase.CreateAsync();
        database.File.Query(
            """
            INSERT INTO products (product_id, name, description, product_type, tag, status, created_at) VALUES ('00000000-0000-0000-0000-000000000001', 'old', 'Old', 'Old', 'OLD', 'active', '2020-01-01T00:00:00.000000Z');
            INSERT INTO resource_types (resource_type_id, resource_type) VALUES ('00000000-0000-0000-0000-000000000002', 'mtu');
            INSERT INTO product_block_resource_types (product_block_id, resource_type_id) SELECT product_block_id, '00000000-0000-0000-0000-000000000002' FROM product_blocks WHERE name = 'Port';
            INSERT INTO product_product_blocks (product_id, product_block_id) SELECT p.product_id, b.product_block_id FROM products p, product_blocks b WHERE p.name = 'pair' AND b.name = 'Ring';
            INSERT INTO fixed_inputs (fixed_input_id, name, value, created_at, product_id) SELECT '00000000-0000-0000-0000-000000000003', 'colour', 'red', '2020-01-01T00:00:00.000000Z', product_id FROM products WHERE name = 'pair';
            UPDATE fixed_inputs SET value = '1' WHERE product_id = (SELECT product_id FROM products WHERE name = 'port 10G');
            """
        );

        var report = await database.Synchronizer.ApplyAsync(database.Catalog, CancellationToken.None);

        Assert.Equal(
            [
                "Product 'old' is only in the database: its subscriptions cannot be loaded",
                "Product 'pair': fixed input 'colour' is only in the database",
                "Product 'pair': product block 'Ring' is only in the database",
                "Product 'port 10G': fixed input 'capacity' is '1' in the database and '10000' in the code",
                "Product block 'Port': member 'mtu' is only in the database",
            ],
            report.Differences
        );
        Assert.Equal(["1"], database.File.Query("SELECT COUNT(*) FROM products WHERE name = 'old'"));
    }

    [Fact]
    public async Task A_second_start_changes_nothing()
    {
        await using var database = await CoreDatabase.CreateAsync(ReconcilePort);
        var before = EveryRow(database);

        var report = await database.Synchronizer.ApplyAsync(database.Catalog, CancellationToken.None);

        Assert.Empty(report.Added);
        Assert.Equal(before, EveryRow(database));
        Assert.Empty(database.Log.Writes);
    }

    [Fact]
    public async Task What_the_code_gains_later_is_added_to_the_rows_that_are_there()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var builder = new CatalogBuilder();
        builder.Add(
            new ProductDescriptor(
                typeof(Port),
                "port 10G",
                "Port",
                "PORT",
                "A port",
                [new("capacity", "1"), new("medium", "fibre")],
                ["Port", "Lamp"],
                static () => new Port()
            )
        );
        builder.Add(new BlockDescriptor(typeof(PortBlock), "Port", null, "A port", ["port_name", "port_alias"], ["Lamp"]));
        builder.Add(new BlockDescriptor(typeof(EndpointBlock), "Lamp", null, "A lamp", ["colour"], []));
        builder.Add(ReconcilePort);

        await database.Synchronizer.ApplyAsync(builder.Build(), CancellationToken.None);

        Assert.Equal(
            ["capacity|10000", "medium|fibre"],
            database.File.Query(
                "SELECT f.name, f.value FROM fixed_inputs f JOIN products p USING (product_id) WHERE p.name = 'port 10G' ORDER BY 1"
            )
        );
        Assert.Equal(
            ["Lamp", "Port"],
            database.File.Query(
                "SELECT b.name FROM product_product_blocks l JOIN products p USING (product_id) "
                    + "JOIN product_blocks b USING (product_block_id) WHERE p.name = 'port 10G' ORDER BY 1"
            )
        );
        Assert.Equal(
            ["port_alias", "port_name"],
            database.File.Query(
                "SELECT t.resource_type FROM product_block_resource_types l JOIN product_blocks b USING (product_block_id) "
                    + "JOIN resource_types t USING (resource_type_id) WHERE b.name = 'Port' ORDER BY 1"
            )
        );
        Assert.Equal(
            ["reconcile_port"],
            database.File.Query(
                "SELECT w.name FROM products_workflows l JOIN products p USING (product_id) "
                    + "JOIN workflows w USING (workflow_id) WHERE p.name = 'port 10G'"
            )
        );
    }

    [Fact]
    public async Task A_description_that_was_changed_in_the_database_stays()
    {
        await using var database = await CoreDatabase.CreateAsync(ReconcilePort);
        database.File.Query("UPDATE workflows SET description = 'Put it right'; UPDATE products SET description = 'Ours'");

        await database.Synchronizer.ApplyAsync(database.Catalog, CancellationToken.None);

        Assert.Equal(["Put it right"], database.File.Query("SELECT description FROM workflows"));
        Assert.Equal(["Ours"], database.File.Query("SELECT DISTINCT description FROM products"));
    }

    [Fact]
    public async Task A_workflow_without_code_is_reported_and_kept()
    {
        await using var database = await CoreDatabase.CreateAsync(Workflow("modify_port", Target.Modify, typeof(Port)));

        var report = await database.Synchronizer.ApplyAsync(Build(), CancellationToken.None);

        Assert.Equal(["modify_port"], report.NotInCode);
        Assert.Equal(["modify_port"], database.File.Query("SELECT name FROM workflows"));
    }

    [Fact]
    public async Task A_workflow_whose_row_has_another_target_is_refused_by_name_and_nothing_is_added()
    {
        await using var database = await CoreDatabase.CreateAsync(Workflow("check_port", Target.Validate, typeof(Port)));
        var before = EveryRow(database);

        var exception = await Assert.ThrowsAsync<CatalogException>(() =>
            database.Synchronizer.ApplyAsync(
                Build(Workflow("check_port", Target.Modify, typeof(Port)), Workflow("modify_port", Target.Modify, typeof(Port))),
                CancellationToken.None
            )
        );

        Assert.Contains("'check_port'", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, EveryRow(database));
    }

    [Fact]
    public async Task A_renamed_reconcile_workflow_is_refused_with_the_product_both_names_and_the_fix_until_the_old_row_is_deleted()
    {
        await using var database = await CoreDatabase.CreateAsync(ReconcilePort);
        var renamed = Build(Workflow("repair_port", Target.Reconcile, typeof(Port)));

        var exception = await Assert.ThrowsAsync<CatalogException>(() => database.Synchronizer.ApplyAsync(renamed, CancellationToken.None));

        Assert.Equal("second_reconcile_workflow", exception.Code);
        foreach (var part in new[] { "'port 10", "'reconcile_port'", "'repair_port'", "deleted_at" })
        {
            Assert.Contains(part, exception.Message, StringComparison.Ordinal);
        }

        Assert.Equal(["reconcile_port"], database.File.Query("SELECT name FROM workflows"));

        database.File.Query("UPDATE workflows SET deleted_at = '2026-01-01T00:00:00.000000Z'");
        await database.Synchronizer.ApplyAsync(renamed, CancellationToken.None);

        Assert.Equal(
            ["repair_port", "repair_port"],
            database.File.Query("SELECT w.name FROM products_workflows JOIN workflows w USING (workflow_id) WHERE w.deleted_at IS NULL")
        );
    }

    [Theory]
    [InlineData("RECONCILE")]
    [InlineData("reconcile")]
    public async Task A_second_reconcile_workflow_that_got_past_the_rules_of_the_database_is_refused_at_the_next_start(string target)
    {
        await using var database = await CoreDatabase.CreateAsync(ReconcilePort);
        database.File.DropTrigger("products_workflows_one_reconcile_insert", "products_workflows");
        database.File.Query($"{InsertWorkflow("repair_port", target)}; {LinkToPort("repair_port")}");

        var exception = await Assert.ThrowsAsync<CatalogException>(() =>
            database.Synchronizer.ApplyAsync(database.Catalog, CancellationToken.None)
        );

        Assert.Contains("'port 10G'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("'repair_port'", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RECONCILE")]
    [InlineData("reconcile")]
    public async Task The_database_refuses_a_link_to_a_second_reconcile_workflow(string target)
    {
        await using var database = await CoreDatabase.CreateAsync(ReconcilePort);
        database.File.Query(InsertWorkflow("repair_port", target));

        AssertRefused(() => database.File.Query(LinkToPort("repair_port")));
    }

    [Fact]
    public async Task The_database_refuses_a_link_that_is_changed_into_a_second_reconcile_workflow()
    {
        await using var database = await CoreDatabase.CreateAsync(ReconcilePort, Workflow("modify_port", Target.Modify, typeof(Port)));
        database.File.Query(InsertWorkflow("repair_port", "RECONCILE"));

        AssertRefused(() =>
            database.File.Query(
                "UPDATE products_workflows SET workflow_id = (SELECT workflow_id FROM workflows WHERE name = 'repair_port') "
                    + "WHERE workflow_id = (SELECT workflow_id FROM workflows WHERE name = 'modify_port')"
            )
        );
    }

    [Fact]
    public async Task The_database_refuses_to_turn_a_linked_workflow_into_a_second_reconcile_workflow()
    {
        await using var database = await CoreDatabase.CreateAsync(ReconcilePort, Workflow("modify_port", Target.Modify, typeof(Port)));

        AssertRefused(() => database.File.Query("UPDATE workflows SET target = 'RECONCILE' WHERE name = 'modify_port'"));
    }

    [Fact]
    public async Task The_database_refuses_to_bring_a_deleted_second_reconcile_workflow_back()
    {
        await using var database = await CoreDatabase.CreateAsync(ReconcilePort);
        database.File.Query(
            $"{InsertWorkflow("repair_port", "RECONCILE")}; UPDATE workflows SET deleted_at = '2026-01-01T00:00:00.000000Z' "
                + $"WHERE name = 'repair_port'; {LinkToPort("repair_port")}"
        );

        AssertRefused(() => database.File.Query("UPDATE workflows SET deleted_at = NULL"));
    }

    [Fact]
    public async Task The_database_lets_one_reconcile_workflow_take_the_place_of_another()
    {
        await using var database = await CoreDatabase.CreateAsync(ReconcilePort);
        database.File.Query(
            $"{InsertWorkflow("repair_port", "RECONCILE")}; UPDATE workflows SET deleted_at = '2026-01-01T00:00:00.000000Z' "
                + "WHERE name = 'reconcile_port'"
        );

        database.File.Query(LinkToPort("repair_port"));

        Assert.Equal(
            ["repair_port"],
            database.File.Query("SELECT w.name FROM products_workflows JOIN workflows w USING (workflow_id) WHERE w.deleted_at IS NULL")
        );
    }

    [Fact]
    public async Task The_database_lets_a_link_be_changed_from_one_reconcile_workflow_to_another()
    {
        await using var database = await CoreDatabase.CreateAsync(ReconcilePort);
        database.File.Query(InsertWorkflow("repair_port", "RECONCILE"));

        database.File.Query("UPDATE products_workflows SET workflow_id = (SELECT workflow_id FROM workflows WHERE name = 'repair_port')");

        Assert.Equal(
            ["repair_port", "repair_port"],
            database.File.Query("SELECT w.name FROM products_workflows JOIN workflows w USING (workflow_id)")
        );
    }

    [Fact]
    public async Task A_block_that_no_assembly_declares_is_refused_by_name()
    {
        await using var database = await CoreDatabase.CreateEmptyAsync();
        var builder = new CatalogBuilder();
        builder.Add(new ProductDescriptor(typeof(Port), "port 10G", "Port", "PORT", "A port", [], ["Ghost"], static () => new Port()));

        var exception = await Assert.ThrowsAsync<CatalogException>(() =>
            database.Synchronizer.ApplyAsync(builder.Build(), CancellationToken.None)
        );

        Assert.Contains("'port 10G'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("'Ghost'", exception.Message, StringComparison.Ordinal);
    }

    private static string InsertWorkflow(string name, string target) =>
        $"INSERT INTO workflows (workflow_id, name, target, description, created_at, is_task) "
        + $"VALUES ('{Guid.NewGuid()}', '{name}', '{target}', '{name}', '2026-01-01T00:00:00.000000Z', FALSE)";

    private static string[] EveryRow(CoreDatabase database) =>
        [.. Tables.SelectMany(table => database.File.Query($"SELECT * FROM {table}").Order(StringComparer.Ordinal))];

    private static string LinkToPort(string workflow) =>
        "INSERT INTO products_workflows SELECT product_id, workflow_id FROM products, workflows "
        + $"WHERE products.name = 'port 10G' AND workflows.name = '{workflow}'";

    private static void AssertRefused(Action write) =>
        Assert.Contains("one reconcile workflow", Assert.ThrowsAny<DbException>(write).Message, StringComparison.Ordinal);
}
