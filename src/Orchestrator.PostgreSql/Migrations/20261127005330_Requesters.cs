using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Orchestrator.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Requesters : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "run_as",
                table: "schedules",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "updated_by",
                table: "schedules",
                type: "character varying(255)",
                maxLength: 255,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "policy",
                table: "processes",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "run_as",
                table: "processes",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "process_starts",
                columns: table => new
                {
                    key_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    request_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    pid = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_process_starts", x => x.key_hash);
                });

            migrationBuilder.CreateIndex(
                name: "ix_process_starts_created_at",
                table: "process_starts",
                column: "created_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "process_starts");

            migrationBuilder.DropColumn(
                name: "run_as",
                table: "schedules");

            migrationBuilder.DropColumn(
                name: "updated_by",
                table: "schedules");

            migrationBuilder.DropColumn(
                name: "policy",
                table: "processes");

            migrationBuilder.DropColumn(
                name: "run_as",
                table: "processes");
        }
    }
}
