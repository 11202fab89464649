using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Orchestrator.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class RefusalHolders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "last_refusal_locked_by",
                table: "schedules",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "locked_by",
                table: "bulk_reconcile_items",
                type: "uuid",
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
