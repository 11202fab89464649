using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Sqlite;
using Orchestrator.Storage.Schema;
using Orchestrator.Tests.Support;
using SQLitePCL;

namespace Orchestrator.Tests;

public sealed class SqliteProviderTests
{
    private static readonly SqliteErrors Errors = new();

    [Fact]
    public async Task A_file_in_a_folder_that_does_not_exist_is_made()
    {
        using var file = new SqliteTestDatabase(migrated: false);
        var path = Path.Combine(Path.GetDirectoryName(file.File)!, "new", "folder", "core.db");

        await InitializeAsync($"Data Source={path}");

        Assert.True(File.Exists(path));
    }

    [Fact]
    public async Task A_second_start_leaves_the_database_as_it_is()
    {
        using var file = new SqliteTestDatabase(migrated: false);
        await InitializeAsync(file.ConnectionString);
        file.Query("UPDATE engine_settings SET global_lock = 1");

        await InitializeAsync(file.ConnectionString);

        Assert.Equal(["1"], file.Query("SELECT global_lock FROM engine_settings"));
    }

    [Fact]
    public async Task A_host_that_was_killed_while_it_migrated_does_not_keep_the_next_one_waiting()
    {
        using var file = new SqliteTestDatabase(migrated: false);
        file.Query(
            "CREATE TABLE \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL PRIMARY KEY, \"Timestamp\" TEXT NOT NULL); INSERT INTO "
                + "\"__EFMigrationsLock\" VALUES (1, '2026-01-01 00:00:00.1234567+00:00')"
        );

        await InitializeAsync(file.ConnectionString).WaitAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(["0"], file.Query("SELECT global_lock FROM engine_settings"));
    }

    [Fact]
    public async Task Hosts_that_start_at_once_on_a_new_file_all_get_it()
    {
        using var file = new SqliteTestDatabase(migrated: false);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => InitializeAsync(file.ConnectionString))));

        Assert.Equal(["0"], file.Query("SELECT global_lock FROM engine_settings"));
    }

    [Fact]
    public async Task A_file_that_is_not_a_database_is_named()
    {
        using var file = new SqliteTestDatabase(migrated: false);
        await File.WriteAllTextAsync(file.File, string.Concat(Enumerable.Repeat("This is a letter, not a database. ", 100)));

        await AssertRefusedAsync(file.ConnectionString, "storage_not_a_database", file.File, "Orchestrator:Database");
        Assert.StartsWith("This is a letter", await File.ReadAllTextAsync(file.File), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_another_application_is_named_and_left_alone()
    {
        using var file = new SqliteTestDatabase(migrated: false);
        file.Query("CREATE TABLE journal (id INTEGER PRIMARY KEY)");

        await AssertRefusedAsync(file.ConnectionString, "storage_foreign", file.File, "Orchestrator:Database");
        Assert.Equal(["journal"], file.Query("SELECT name FROM sqlite_master"));
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused()
    {
        using var file = new SqliteTestDatabase(migrated: false);
        await InitializeAsync(file.ConnectionString);
        file.Query("INSERT INTO __EFMigrationsHistory VALUES ('29991231235959_FromTheFuture', '99.0.0')");

        await AssertRefusedAsync(file.ConnectionString, "storage_newer", file.File, "29991231235959_FromTheFuture");
    }

    [Fact]
    public async Task A_read_only_file_is_found_out_at_start_up()
    {
        using var file = new SqliteTestDatabase(migrated: false);
        await InitializeAsync(file.ConnectionString);

        await AssertRefusedAsync(
            new SqliteConnectionStringBuilder { DataSource = file.File, Mode = SqliteOpenMode.ReadOnly }.ToString(),
            "storage_read_only",
            file.File,
            "write permission"
        );
    }

    [Fact]
    public async Task A_path_that_is_a_folder_cannot_be_opened()
    {
        using var file = new SqliteTestDatabase(migrated: false);
        var folder = Path.GetDirectoryName(file.File)!;

        await AssertRefusedAsync($"Data Source={folder}", "storage_cannot_open", folder, "path");
    }

    [Theory]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=")]
    [InlineData("Data Source='  '")]
    [InlineData("Cache=Shared")]
    [InlineData("Data Source=file:core.db?mode=rwc")]
    [InlineData("Data Source=FILE:///tmp/core.db")]
    [InlineData("Data Source=file::memory:?cache=shared")]
    [InlineData("Data Source=core.db;Mode=Memory")]
    [InlineData("Data Source=|DataDirectory|/core.db")]
    public async Task What_is_not_a_file_is_refused_with_the_setting_and_creates_nothing(string connectionString)
    {
        var before = Directory.GetFileSystemEntries(Environment.CurrentDirectory);

        await AssertRefusedAsync(connectionString, "storage_not_a_file", "Orchestrator:Database has to name a file", "Write one like");

        Assert.Equal(before, Directory.GetFileSystemEntries(Environment.CurrentDirectory));
    }

    [Theory]
    [InlineData("core.db")]
    [InlineData("Host=localhost;Database=orchestrator")]
    [InlineData("Data Source=core.db;Mode=Often")]
    public async Task What_is_not_a_connection_string_is_refused_with_the_setting(string connectionString) =>
        await AssertRefusedAsync(connectionString, "storage_connection_string", "Orchestrator:Database", "Write one like");

    [Fact]
    public async Task A_new_database_is_its_owner_s_alone()
    {
        using var file = new SqliteTestDatabase(migrated: false);

        await InitializeAsync(file.ConnectionString);

        using var connection = new SqliteConnection(file.ConnectionString);
        await connection.OpenAsync();
        await using var write = connection.CreateCommand();
        write.CommandText = "UPDATE engine_settings SET global_lock = 0";
        await write.ExecuteNonQueryAsync();
        var files = Directory.GetFiles(Path.GetDirectoryName(file.File)!);
        Assert.Contains($"{file.File}-wal", files);
        if (!OperatingSystem.IsWindows())
        {
            foreach (var path in files)
            {
                Assert.Equal((path, UnixFileMode.UserRead | UnixFileMode.UserWrite), (path, File.GetUnixFileMode(path)));
            }
        }
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        using var file = new SqliteTestDatabase(migrated: false);
        await File.WriteAllTextAsync(file.File, "in the way");
        var path = Path.Combine(file.File, "below", "core.db");

        await AssertRefusedAsync($"Data Source={path}", "storage_cannot_open", path, "folder");
    }

    [Fact]
    public async Task A_full_disk_is_named()
    {
        using var file = new SqliteTestDatabase(migrated: false);
        await InitializeAsync(file.ConnectionString);
        await using var connection = new SqliteConnection(file.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA page_count";
        var pages = await command.ExecuteScalarAsync();
        command.CommandText = $"PRAGMA max_page_count = {pages}";
        await command.ExecuteScalarAsync();
        command.CommandText = "CREATE TABLE filler AS SELECT randomblob(100000) AS content";

        var full = await Assert.ThrowsAsync<SqliteException>(() => command.ExecuteNonQueryAsync());

        var translated = Errors.Translate(new DbUpdateException("deep below", full), file.File);
        Assert.NotNull(translated);
        Assert.Equal("storage_full", translated.Code);
        Assert.Contains(file.File, translated.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_writer_that_keeps_its_transaction_open_is_said_to_hold_the_file()
    {
        using var file = new SqliteTestDatabase(migrated: false);
        await InitializeAsync(file.ConnectionString);
        await using var first = new SqliteConnection(file.ConnectionString);
        await first.OpenAsync();
        await using var transaction = await first.BeginTransactionAsync();
        await using var second = new SqliteConnection(file.ConnectionString + ";Default Timeout=1");
        await second.OpenAsync();

        var busy = Assert.Throws<SqliteException>(() => second.BeginTransaction());

        Assert.Equal("storage_busy", Errors.Translate(busy, file.File)?.Code);
    }

    /// <summary>What SQLite answers to connections that all begin to read at once, or while a table is altered.</summary>
    [Theory]
    [InlineData(raw.SQLITE_BUSY)]
    [InlineData(raw.SQLITE_LOCKED)]
    [InlineData(raw.SQLITE_PROTOCOL)]
    public void A_file_that_others_hold_at_the_moment_is_busy(int code) =>
        Assert.Equal("storage_busy", Errors.Translate(new SqliteException("It is held.", code), "core.db")?.Code);

    [Fact]
    public void A_failure_that_is_not_about_the_file_is_not_translated()
    {
        Assert.Null(Errors.Translate(new SqliteException("UNIQUE constraint failed", 19), "core.db"));
        Assert.Null(Errors.Translate(new InvalidOperationException("something else"), "core.db"));
    }

    private static async Task InitializeAsync(string connectionString)
    {
        var provider = new SqliteProvider(connectionString);
        await using var services = new ServiceCollection()
            .AddPooledDbContextFactory<OrchestratorDbContext>(provider.Configure)
            .BuildServiceProvider();
        await provider.InitializeAsync(services.GetRequiredService<IDbContextFactory<OrchestratorDbContext>>(), CancellationToken.None);
    }

    private static async Task AssertRefusedAsync(string connectionString, string code, params string[] parts)
    {
        var exception = await Assert.ThrowsAsync<StorageException>(() => InitializeAsync(connectionString));

        Assert.Equal(code, exception.Code);
        foreach (var part in parts)
        {
            Assert.Contains(part, exception.Message, StringComparison.Ordinal);
        }
    }
}
