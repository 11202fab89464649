using Microsoft.EntityFrameworkCore.Migrations;
using Orchestrator.Storage.Processes;

#nullable disable

namespace Orchestrator.Storage.Migrations
{
    /// <inheritdoc />
    public partial class ProcessList : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_processes_is_task_started_at",
                table: "processes",
                columns: new[] { "is_task", "started_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_processes_is_task_started_at",
                table: "processes");
        }
    }
}
