using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Schema;

/// <summary>The core database: the tables of orchestrator-core, with a few columns and one table of ours.</summary>
internal sealed class OrchestratorDbContext(DbContextOptions<OrchestratorDbContext> options) : DbContext(options)
{
    /// <summary>What the database of this context says in another way than others.</summary>
    internal SqlDialect Dialect { get; } = options.GetExtension<SqlDialectExtension>().Dialect;

    /// <summary>The statements that stay prepared, on a context that keeps its connection; null on any other.</summary>
    internal PreparedStatementCache? Statements { get; set; }

    public DbSet<ProductEntity> Products => Set<ProductEntity>();

    public DbSet<SubscriptionEntity> Subscriptions => Set<SubscriptionEntity>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(OrchestratorDbContext).Assembly);
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(static entity => entity.GetDeclaredProperties()))
        {
            // Every id is made here, so an entity that has one is not therefore a stored one.
            if (property.ClrType == typeof(Guid))
            {
                property.ValueGenerated = ValueGenerated.Never;
            }

            // Where the configuration names no column, it is the snake_case form of the property.
            if (property.FindAnnotation("Relational:ColumnName") is null)
            {
                property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
            }
        }

        CoreConventions.NameKeys(modelBuilder.Model);
        Dialect.Configure(modelBuilder);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => Dialect.Configure(configurationBuilder);
}
