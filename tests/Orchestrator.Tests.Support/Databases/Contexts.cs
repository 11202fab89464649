using Microsoft.EntityFrameworkCore;
using Orchestrator.Storage.Schema;

namespace Orchestrator.Tests.Support;

/// <summary>Creates contexts outside a host.</summary>
internal sealed class Contexts(DbContextOptions<OrchestratorDbContext> options) : IDbContextFactory<OrchestratorDbContext>
{
    public OrchestratorDbContext CreateDbContext() => new(options);
}
