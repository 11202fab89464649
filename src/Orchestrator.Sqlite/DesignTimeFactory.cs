using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Orchestrator.Storage.Schema;

namespace Orchestrator.Sqlite;

/// <summary>Lets <c>dotnet ef</c> see the model when a migration is added.</summary>
internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<OrchestratorDbContext>
{
    public OrchestratorDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<OrchestratorDbContext>();
        new SqliteProvider("Data Source=:memory:").Configure(options);
        return new(options.Options);
    }
}
