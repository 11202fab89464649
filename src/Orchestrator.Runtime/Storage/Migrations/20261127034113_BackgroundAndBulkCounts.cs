using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Orchestrator.Storage.Migrations
{
    /// <inheritdoc />
    public partial class BackgroundAndBulkCounts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_processes_unfinished",
                table: "processes");

            migrationBuilder.DropIndex(
                name: "ix_bulk_reconcile_items_to_start",
                table: "bulk_reconcile_items");

            migrationBuilder.AddColumn<bool>(
                name: "is_background",
                table: "processes",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "done",
                table: "bulk_reconciles",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "failed",
                table: "bulk_reconciles",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "refused",
                table: "bulk_reconciles",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "to_start",
                table: "bulk_reconciles",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "total",
                table: "bulk_reconciles",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "outcome",
                table: "bulk_reconcile_items",
                type: "TEXT",
                maxLength: 10,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_processes_unfinished",
                table: "processes",
                columns: new[] { "queue", "is_background", "started_at", "pid" },
                filter: "last_status IN ('created', 'running', 'resumed', 'waiting')");

            migrationBuilder.CreateIndex(
                name: "ix_bulk_reconcile_items_reconcile_id",
                table: "bulk_reconcile_items",
                column: "reconcile_id",
                filter: "reconcile_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_bulk_reconcile_items_running",
                table: "bulk_reconcile_items",
                column: "pid",
                filter: "reconcile_id IS NOT NULL AND outcome IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_bulk_reconcile_items_to_start",
                table: "bulk_reconcile_items",
                columns: new[] { "pid", "subscription_id" },
                filter: "reconcile_id IS NULL AND refusal IS NULL");

            migrationBuilder.Sql(
                """
                UPDATE bulk_reconciles SET
                    total = (SELECT count(*) FROM bulk_reconcile_items i WHERE i.pid = bulk_reconciles.pid),
                    to_start = (SELECT count(*) FROM bulk_reconcile_items i WHERE i.pid = bulk_reconciles.pid AND i.reconcile_id IS NULL AND i.refusal IS NULL),
                    refused = (SELECT count(*) FROM bulk_reconcile_items i WHERE i.pid = bulk_reconciles.pid AND i.refusal IS NOT NULL)
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_processes_unfinished",
                table: "processes");

            migrationBuilder.DropIndex(
                name: "ix_bulk_reconcile_items_reconcile_id",
                table: "bulk_reconcile_items");

            migrationBuilder.DropIndex(
                name: "ix_bulk_reconcile_items_running",
                table: "bulk_reconcile_items");

            migrationBuilder.DropIndex(
                name: "ix_bulk_reconcile_items_to_start",
                table: "bulk_reconcile_items");

            migrationBuilder.DropColumn(
                name: "is_background",
                table: "processes");

            migrationBuilder.DropColumn(
                name: "done",
                table: "bulk_reconciles");

            migrationBuilder.DropColumn(
                name: "failed",
                table: "bulk_reconciles");

            migrationBuilder.DropColumn(
                name: "refused",
                table: "bulk_reconciles");

            migrationBuilder.DropColumn(
                name: "to_start",
                table: "bulk_reconciles");

            migrationBuilder.DropColumn(
                name: "total",
                table: "bulk_reconciles");

            migrationBuilder.DropColumn(
                name: "outcome",
                table: "bulk_reconcile_items");

            migrationBuilder.CreateIndex(
                name: "ix_processes_unfinished",
                table: "processes",
                columns: new[] { "queue", "started_at", "pid" },
                filter: "last_status IN ('created', 'running', 'resumed', 'waiting')");

            migrationBuilder.CreateIndex(
                name: "ix_bulk_reconcile_items_to_start",
                table: "bulk_reconcile_items",
                column: "pid",
                filter: "reconcile_id IS NULL AND refusal IS NULL");
        }
    }
}
