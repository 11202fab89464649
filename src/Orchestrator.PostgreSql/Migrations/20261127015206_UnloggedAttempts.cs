using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Orchestrator.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class UnloggedAttempts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "unlogged_attempts",
                table: "process_leases",
                type: "integer",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "unlogged_attempts",
                table: "process_leases");
        }
    }
}
