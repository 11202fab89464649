using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Orchestrator.Storage.Migrations
{
    /// <inheritdoc />
    public partial class ReservationsAndRecovery : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_processes_unfinished",
                table: "processes");

            migrationBuilder.AddColumn<string>(
                name: "reserved_subscription_id",
                table: "processes",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "renewed_at",
                table: "process_leases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_processes_reserved_subscription_id",
                table: "processes",
                column: "reserved_subscription_id",
                filter: "reserved_subscription_id IS NOT NULL AND last_status IN ('created', 'running', 'resumed')");

            migrationBuilder.CreateIndex(
                name: "ix_processes_unfinished",
                table: "processes",
                columns: new[] { "queue", "started_at", "pid" },
                filter: "last_status IN ('created', 'running', 'resumed', 'waiting')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_processes_reserved_subscription_id",
                table: "processes");

            migrationBuilder.DropIndex(
                name: "ix_processes_unfinished",
                table: "processes");

            migrationBuilder.DropColumn(
                name: "reserved_subscription_id",
                table: "processes");

            migrationBuilder.DropColumn(
                name: "renewed_at",
                table: "process_leases");

            migrationBuilder.CreateIndex(
                name: "ix_processes_unfinished",
                table: "processes",
                column: "last_status",
                filter: "last_status IN ('created', 'running', 'resumed', 'waiting')");
        }
    }
}
