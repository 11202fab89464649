using Microsoft.EntityFrameworkCore.Migrations;

namespace Orchestrator.Storage;

/// <summary>The rules that the database itself keeps, whoever writes to it.</summary>
internal static class SqliteRules
{
    // A literal: before version 3.47 SQLite could not open a file whose triggers compose a message, and people look into it with such versions.
    private const string SecondReconcile = "A product has one reconcile workflow: this link or row would give it a second one. Delete the link of the other one in products_workflows first, or set its deleted_at in workflows.";

    // In any case, because a target is read in any case.
    private const string IsReconcile = "upper(w.target) = 'RECONCILE' AND w.deleted_at IS NULL";

    /// <summary>Adds the triggers of the first version. A later version gets a method of its own: a migration that ran must not change.</summary>
    internal static void AddTo(MigrationBuilder migration)
    {
        AddVersionCounter(migration, "subscriptions", "subscription_id");
        AddVersionCounter(migration, "subscription_customer_descriptions", "id");
        AddReconcileRule(migration, "products_workflows_one_reconcile_insert", "INSERT ON products_workflows");
        AddReconcileRule(migration, "products_workflows_one_reconcile_update", "UPDATE ON products_workflows");
        migration.Sql(
            $"""
            CREATE TRIGGER workflows_one_reconcile AFTER UPDATE OF target, deleted_at ON workflows
            WHEN EXISTS (
                SELECT 1 FROM products_workflows own
                JOIN products_workflows link ON link.product_id = own.product_id
                JOIN workflows w ON w.workflow_id = link.workflow_id
                WHERE own.workflow_id = NEW.workflow_id AND {IsReconcile}
                GROUP BY own.product_id HAVING count(*) > 1)
            BEGIN SELECT RAISE(ABORT, '{SecondReconcile}'); END;
            """);
    }

    private static void AddVersionCounter(MigrationBuilder migration, string table, string key) => migration.Sql(
        $"""
        CREATE TRIGGER {table}_increment_version_trigger AFTER UPDATE ON {table}
        WHEN NEW.version = OLD.version
        BEGIN UPDATE {table} SET version = OLD.version + 1 WHERE {key} = NEW.{key}; END;
        """);

    private static void AddReconcileRule(MigrationBuilder migration, string name, string when) => migration.Sql(
        $"""
        CREATE TRIGGER {name} AFTER {when}
        WHEN (
            SELECT count(*) FROM products_workflows link JOIN workflows w ON w.workflow_id = link.workflow_id
            WHERE link.product_id = NEW.product_id AND {IsReconcile}) > 1
        BEGIN SELECT RAISE(ABORT, '{SecondReconcile}'); END;
        """);
}
