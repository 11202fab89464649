using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Orchestrator.Storage.Migrations
{
    /// <inheritdoc />
    public partial class RefusalHolders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "last_refusal_locked_by",
                table: "schedules",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "locked_by",
                table: "bulk_reconcile_items",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "last_refusal_locked_by",
                table: "schedules");

            migrationBuilder.DropColumn(
                name: "locked_by",
                table: "bulk_reconcile_items");
        }
    }
}
