using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Schema;

/// <summary>The core database: the tables of orchestrator-core, with a few columns and one table of ours.</summary>
internal sealed class OrchestratorDbContext(DbContextOptions<OrchestratorDbContext> options) : DbContext(options)
{
    private const string Json = "jsonb";

    /// <summary>The statements that stay prepared, on a context that keeps its connection; null on any other.</summary>
    internal PreparedStatementCache? Statements { get; set; }

    public DbSet<ProductEntity> Products => Set<ProductEntity>();

    public DbSet<SubscriptionEntity> Subscriptions => Set<SubscriptionEntity>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(OrchestratorDbContext).Assembly);
        TextSearch.Register(modelBuilder, Database.IsSqlite());
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
        if (!Database.IsSqlite())
        {
            CoreConventions.AddDefaults(modelBuilder.Model);
            modelBuilder.Entity<ProcessStepEntity>().Property(static step => step.State).HasColumnType(Json);
            modelBuilder.Entity<InputStateEntity>().Property(static input => input.InputState).HasColumnType(Json);
            modelBuilder.Entity<SubscriptionMetadataEntity>().Property(static metadata => metadata.Metadata).HasColumnType(Json);
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        if (!Database.IsSqlite())
        {
            return;
        }

        // SQLite has neither type. As text of fixed width both sort and compare as they should.
        configurationBuilder.Properties<Guid>().HaveConversion<GuidText>();
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<TimeText>();
    }

    // A value that cannot be read must not hide the other rows of a result: it gets one that no row has.
    private sealed class GuidText() : ValueConverter<Guid, string>(static id => id.ToString("D"), static text => StoredValues.ReadId(text));

    private sealed class TimeText()
        : ValueConverter<DateTimeOffset, string>(
            static time => time.UtcDateTime.ToString(StoredValues.TimeFormat, CultureInfo.InvariantCulture),
            static text => StoredValues.ReadTime(text)
        );
}
