using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Orchestrator.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Operations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "skip_reason",
                table: "process_steps",
                type: "TEXT",
                maxLength: 5000,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "bulk_reconciles",
                columns: table => new
                {
                    pid = table.Column<string>(type: "TEXT", nullable: false),
                    query = table.Column<string>(type: "TEXT", maxLength: 512, nullable: false),
                    concurrency = table.Column<int>(type: "INTEGER", nullable: false),
                    paused = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bulk_reconciles", x => x.pid);
                    table.ForeignKey(
                        name: "FK_bulk_reconciles_processes_pid",
                        column: x => x.pid,
                        principalTable: "processes",
                        principalColumn: "pid",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "bulk_reconcile_items",
                columns: table => new
                {
                    pid = table.Column<string>(type: "TEXT", nullable: false),
                    subscription_id = table.Column<string>(type: "TEXT", nullable: false),
                    reconcile_id = table.Column<string>(type: "TEXT", nullable: true),
                    refusal = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bulk_reconcile_items", x => new { x.pid, x.subscription_id });
                    table.ForeignKey(
                        name: "FK_bulk_reconcile_items_bulk_reconciles_pid",
                        column: x => x.pid,
                        principalTable: "bulk_reconciles",
                        principalColumn: "pid",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_bulk_reconcile_items_to_start",
                table: "bulk_reconcile_items",
                column: "pid",
                filter: "reconcile_id IS NULL AND refusal IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "bulk_reconcile_items");

            migrationBuilder.DropTable(
                name: "bulk_reconciles");

            migrationBuilder.DropColumn(
                name: "skip_reason",
                table: "process_steps");
        }
    }
}
