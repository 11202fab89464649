using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orchestrator.PostgreSql;
using Orchestrator.Storage.Schema;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests;

public sealed class PostgreSqlProviderTests
{
    [Fact]
    public async Task An_empty_database_gets_the_tables_and_the_row_of_engine_settings()
    {
        using var database = new PostgreSqlTestDatabase(migrated: false);

        await InitializeAsync(database.ConnectionString);

        Assert.Equal(["0"], database.Query("SELECT global_lock FROM engine_settings"));
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_made_by_one_of_the_hosts_that_start_at_once()
    {
        var name = $"made_{Guid.NewGuid():N}";
        var settings = new NpgsqlConnectionStringBuilder(PostgreSqlServer.Get().ConnectionString) { Database = name, Pooling = false };

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => InitializeAsync(settings.ToString())));

        await using var connection = new NpgsqlConnection(settings.ToString());
        await connection.OpenAsync();
        await using (var count = new NpgsqlCommand("SELECT count(*) FROM engine_settings", connection))
        {
            Assert.Equal(1L, await count.ExecuteScalarAsync());
        }

        await connection.ChangeDatabaseAsync("postgres");
        await using var drop = new NpgsqlCommand($"DROP DATABASE {name} WITH (FORCE)", connection);
        await drop.ExecuteNonQueryAsync();
    }

    [Fact]
    public async Task The_model_has_no_change_without_a_migration()
    {
        using var database = new PostgreSqlTestDatabase();
        var options = new DbContextOptionsBuilder<OrchestratorDbContext>();
        database.Provider.Configure(options);
        await using var context = new OrchestratorDbContext(options.Options);

        Assert.False(context.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task Another_applications_database_is_refused_with_its_tables_and_stays_as_it_is()
    {
        using var database = new PostgreSqlTestDatabase(migrated: false);
        database.Query("CREATE TABLE journal (entry text)");

        var refusal = await Assert.ThrowsAsync<StorageException>(() => InitializeAsync(database.ConnectionString));

        Assert.Equal("storage_foreign", refusal.Code);
        Assert.Contains("journal", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["journal"], database.Query("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"));
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused_with_what_this_version_does_not_know()
    {
        using var database = new PostgreSqlTestDatabase();
        database.Query("""INSERT INTO "__EFMigrationsHistory" VALUES ('29991231235959_FromTheFuture', '99.0.0')""");

        var refusal = await Assert.ThrowsAsync<StorageException>(() => InitializeAsync(database.ConnectionString));

        Assert.Equal("storage_newer", refusal.Code);
        Assert.Contains("29991231235959_FromTheFuture", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Port=1;Timeout=2", "storage_unreachable", "127.0.0.1:1")]
    [InlineData("Username=nobody_knows_me", "storage_denied", "user")]
    public async Task A_server_that_cannot_be_used_is_named_with_what_to_do(string setting, string code, string part)
    {
        var settings = new NpgsqlConnectionStringBuilder(
            new NpgsqlConnectionStringBuilder(PostgreSqlServer.Get().ConnectionString) { Pooling = false } + ";" + setting
        );

        var failure = await Assert.ThrowsAsync<StorageException>(() => InitializeAsync(settings.ToString()));

        Assert.Equal(code, failure.Code);
        Assert.Contains(part, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_string_of_another_database_is_refused_without_repeating_it()
    {
        var failure = await Assert.ThrowsAsync<StorageException>(() =>
            new PostgreSqlProvider("Data Source=secret.db").InitializeAsync(null!, CancellationToken.None)
        );

        Assert.Equal("storage_connection_string", failure.Code);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_cannot_be_written_is_found_out_at_once()
    {
        using var database = new PostgreSqlTestDatabase();

        var failure = await Assert.ThrowsAsync<StorageException>(() =>
            InitializeAsync(database.ConnectionString + ";Options=-c default_transaction_read_only=on")
        );

        Assert.Equal("storage_read_only", failure.Code);
    }

    private static async Task InitializeAsync(string connectionString)
    {
        var provider = new PostgreSqlProvider(connectionString);
        await using var services = new ServiceCollection()
            .AddPooledDbContextFactory<OrchestratorDbContext>(provider.Configure)
            .BuildServiceProvider();
        await provider.InitializeAsync(services.GetRequiredService<IDbContextFactory<OrchestratorDbContext>>(), CancellationToken.None);
    }
}
