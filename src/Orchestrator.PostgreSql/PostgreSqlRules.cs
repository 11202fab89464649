using Microsoft.EntityFrameworkCore.Migrations;
using Orchestrator.Storage;

namespace Orchestrator.PostgreSql;

/// <summary>The rules that the database itself enforces, for every program that writes to it.</summary>
internal static class PostgreSqlRules
{
    // The product's row is taken first: of two who link at once, the second sees what the first did.
    private const string CheckLink = $"""
        CREATE FUNCTION products_workflows_one_reconcile() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM 1 FROM products WHERE product_id = NEW.product_id FOR UPDATE;
            IF (SELECT count(*) FROM products_workflows link JOIN workflows w ON w.workflow_id = link.workflow_id
                WHERE link.product_id = NEW.product_id AND {DatabaseRules.IsReconcile}) > 1 THEN
                RAISE EXCEPTION '{DatabaseRules.SecondReconcile}';
            END IF;
            RETURN NULL;
        END $$
        """;

    private const string CheckWorkflow = $"""
        CREATE FUNCTION workflows_one_reconcile() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM 1 FROM products p JOIN products_workflows own ON own.product_id = p.product_id
            WHERE own.workflow_id = NEW.workflow_id ORDER BY p.product_id FOR UPDATE OF p;
            IF EXISTS (
                SELECT 1 FROM products_workflows own
                JOIN products_workflows link ON link.product_id = own.product_id
                JOIN workflows w ON w.workflow_id = link.workflow_id
                WHERE own.workflow_id = NEW.workflow_id AND {DatabaseRules.IsReconcile}
                GROUP BY own.product_id HAVING count(*) > 1) THEN
                RAISE EXCEPTION '{DatabaseRules.SecondReconcile}';
            END IF;
            RETURN NULL;
        END $$
        """;

    /// <summary>The rules that orchestrator-core does not have.</summary>
    internal static IReadOnlyList<string> All { get; } =
    [
        CheckLink,
        "CREATE TRIGGER products_workflows_one_reconcile_insert AFTER INSERT ON products_workflows FOR EACH ROW EXECUTE FUNCTION "
            + "products_workflows_one_reconcile()",
        "CREATE TRIGGER products_workflows_one_reconcile_update AFTER UPDATE "
            + "ON products_workflows FOR EACH ROW EXECUTE FUNCTION products_workflows_one_reconcile()",
        CheckWorkflow,
        "CREATE TRIGGER workflows_one_reconcile AFTER UPDATE OF target, deleted_at "
            + "ON workflows FOR EACH ROW EXECUTE FUNCTION workflows_one_reconcile()",
        .. PostgreSqlSearch.Rules,
    ];

    /// <summary>
    /// Adds the rules of the first version, orchestrator-core's as well. A later version gets a method of its own: a migration that ran
    /// must not change.
    /// </summary>
    internal static void AddTo(MigrationBuilder migration)
    {
        migration.Sql(
            """
            CREATE FUNCTION increment_version() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                NEW.version := OLD.version + 1;
                RETURN NEW;
            END $$
            """
        );
        foreach (var table in new[] { "subscriptions", "subscription_customer_descriptions" })
        {
            migration.Sql(
                $"CREATE TRIGGER {table}_increment_version_trigger BEFORE UPDATE "
                    + $"ON {table} FOR EACH ROW EXECUTE FUNCTION increment_version()"
            );
        }

        foreach (var rule in All)
        {
            migration.Sql(rule);
        }
    }
}
