using Microsoft.EntityFrameworkCore.Migrations;
using Orchestrator.Storage;

namespace Orchestrator.Sqlite;

/// <summary>The rules that the database itself enforces, whichever program writes to it.</summary>
internal static class SqliteRules
{
    /// <summary>
    /// Adds the triggers of the first version. A later version gets a method of its own: a migration that ran must not change.
    /// </summary>
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
                WHERE own.workflow_id = NEW.workflow_id AND {DatabaseRules.IsReconcile}
                GROUP BY own.product_id HAVING count(*) > 1)
            BEGIN SELECT RAISE(ABORT, '{DatabaseRules.SecondReconcile}'); END;
            """
        );
        foreach (var rule in SqliteSearch.Rules)
        {
            migration.Sql(rule);
        }
    }

    private static void AddVersionCounter(MigrationBuilder migration, string table, string key) =>
        migration.Sql(
            $"""
            CREATE TRIGGER {table}_increment_version_trigger AFTER UPDATE ON {table}
            WHEN NEW.version = OLD.version
            BEGIN UPDATE {table} SET version = OLD.version + 1 WHERE {key} = NEW.{key}; END;
            """
        );

    private static void AddReconcileRule(MigrationBuilder migration, string name, string when) =>
        migration.Sql(
            $"""
            CREATE TRIGGER {name} AFTER {when}
            WHEN (
                SELECT count(*) FROM products_workflows link JOIN workflows w ON w.workflow_id = link.workflow_id
                WHERE link.product_id = NEW.product_id AND {DatabaseRules.IsReconcile}) > 1
            BEGIN SELECT RAISE(ABORT, '{DatabaseRules.SecondReconcile}'); END;
            """
        );
}
