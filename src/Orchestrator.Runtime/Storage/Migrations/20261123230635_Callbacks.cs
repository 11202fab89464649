using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Orchestrator.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Callbacks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_processes_unfinished",
                table: "processes");

            migrationBuilder.CreateTable(
                name: "process_callbacks",
                columns: table => new
                {
                    pid = table.Column<string>(type: "TEXT", nullable: false),
                    token_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    expires_at = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_process_callbacks", x => x.pid);
                    table.ForeignKey(
                        name: "FK_process_callbacks_processes_pid",
                        column: x => x.pid,
                        principalTable: "processes",
                        principalColumn: "pid",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_processes_unfinished",
                table: "processes",
                column: "last_status",
                filter: "last_status IN ('created', 'running', 'resumed', 'waiting')");

            migrationBuilder.CreateIndex(
                name: "ix_process_callbacks_expires_at",
                table: "process_callbacks",
                column: "expires_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "process_callbacks");

            migrationBuilder.DropIndex(
                name: "ix_processes_unfinished",
                table: "processes");

            migrationBuilder.CreateIndex(
                name: "ix_processes_unfinished",
                table: "processes",
                column: "last_status",
                filter: "last_status IN ('created', 'running', 'resumed')");
        }
    }
}
