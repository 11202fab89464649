using Microsoft.EntityFrameworkCore;
using Orchestrator.PostgreSql;
using Orchestrator.Sqlite;
using Orchestrator.Storage;
using Orchestrator.Storage.Schema;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Storage;

/// <summary>The migrations of all databases, which are compared without one, and what a start makes of a database's history.</summary>
public sealed class MigrationTests
{
    private const string History = "SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\" ORDER BY 1";

    private static readonly Dictionary<string, DatabaseProvider> Databases = new(StringComparer.Ordinal)
    {
        ["Sqlite"] = new SqliteProvider("Data Source=unused.db"),
        ["PostgreSql"] = new PostgreSqlProvider("Host=unused"),
    };

    public static TheoryData<string> Names { get; } = [.. Databases.Keys];

    [Fact]
    public void Both_databases_have_migrations_of_the_same_names_in_the_same_order()
    {
        Assert.NotEmpty(NamesOf("Sqlite"));
        Assert.Equal(NamesOf("Sqlite"), NamesOf("PostgreSql"));

        // An id is the time at which the migration was made, and its name.
        static string[] NamesOf(string database)
        {
            using var context = Open(database);
            return [.. context.Database.GetMigrations().Select(static id => id[(id.IndexOf('_', StringComparison.Ordinal) + 1)..])];
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_model_has_no_change_that_no_migration_makes(string database)
    {
        using var context = Open(database);

        Assert.False(context.Database.HasPendingModelChanges());
    }

    [Theory]
    [InlineData("20261122175418_Initial", "storage_unreleased", "was made by a version before the first release")]
    [InlineData("29991231235959_FromTheFuture", "storage_newer", "was migrated by a newer version")]
    public async Task A_database_with_migrations_of_another_version_is_refused_with_them_and_stays_as_it_is(
        string migration,
        string code,
        string reason
    )
    {
        using var database = TestDatabase.New();
        database.Query($"UPDATE \"__EFMigrationsHistory\" SET \"MigrationId\" = '{migration}'");

        var refusal = await Assert.ThrowsAsync<StorageException>(() => EngineHost.StartAsync(database));

        Assert.Equal(code, refusal.Code);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(migration, refusal.Message, StringComparison.Ordinal);
        Assert.Equal([migration], database.Query(History));
    }

    private static OrchestratorDbContext Open(string database)
    {
        var options = new DbContextOptionsBuilder<OrchestratorDbContext>();
        Databases[database].Configure(options);
        return new(options.Options);
    }
}
