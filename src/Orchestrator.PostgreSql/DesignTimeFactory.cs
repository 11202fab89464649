using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Orchestrator.Storage.Schema;

namespace Orchestrator.PostgreSql;

/// <summary>Lets <c>dotnet ef</c> see the model when a migration is added.</summary>
internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<OrchestratorDbContext>
{
    public OrchestratorDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<OrchestratorDbContext>();
        new PostgreSqlProvider("Host=localhost").Configure(options);
        return new(options.Options);
    }
}
