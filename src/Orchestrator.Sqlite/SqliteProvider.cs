using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Orchestrator.Options;
using Orchestrator.Storage;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Sqlite;

/// <summary>The core database as one SQLite file in write-ahead mode, for one machine.</summary>
/// <param name="connectionString">Names the file.</param>
/// <param name="synchronous">Durability of commits.</param>
internal sealed class SqliteProvider(string connectionString, SqliteSynchronous synchronous = SqliteSynchronous.Full)
    : DatabaseProvider(new SqliteDialect(), new SqliteErrors())
{
    /// <summary>What the setting <c>Orchestrator:Provider</c> calls it.</summary>
    internal const string SettingName = "Sqlite";

    private readonly SqliteConnectionSettings _settings = new(synchronous);
    private readonly SqliteInterruption _interruption = new();

    /// <summary>The database that the settings name, or a file in the host's content root.</summary>
    internal SqliteProvider(OrchestratorOptions options, IHostEnvironment? environment)
        : this(options.Database ?? Default(environment?.ContentRootPath ?? ""), options.SqliteSynchronous) { }

    internal override string Name => SettingName;

    internal override string Location => Path.GetFullPath(SqliteFile.Of(connectionString));

    private static string Default(string folder) =>
        new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "orchestrator.db") }.ToString();

    private protected override void UseDatabase(DbContextOptionsBuilder options) =>
        options
            .UseSqlite(connectionString, static file => file.MigrationsAssembly(typeof(SqliteProvider).Assembly.FullName))
            .AddInterceptors(_settings, _interruption);

    internal override WriteTransactions CreateTransactions(IDbContextFactory<OrchestratorDbContext> databases) =>
        new SqliteWriteTransactions(databases);

    /// <summary>A transaction that writes is alone in the file.</summary>
    internal override Task LockCatalogAsync(OrchestratorDbContext database, CancellationToken cancellationToken) => Task.CompletedTask;

    internal override async Task InitializeAsync(IDbContextFactory<OrchestratorDbContext> databases, CancellationToken cancellationToken)
    {
        var file = SqliteFile.Of(connectionString);
        if (new SqliteConnectionStringBuilder(connectionString).Mode == SqliteOpenMode.ReadWriteCreate)
        {
            SqliteFile.Create(file);
        }

        try
        {
            await using var database = await databases.CreateDbContextAsync(cancellationToken);
            if (await IsBehindAsync(database, file, cancellationToken))
            {
                await ReleaseAbandonedLockAsync(database, cancellationToken);
                await database.Database.MigrateAsync(cancellationToken);
            }

            // Kept by the file from here on: readers never wait for the writer.
            await database.ExecuteAsync("PRAGMA journal_mode = WAL", cancellationToken);

            // A write, so a file that cannot be written is found out now and not in a step. Not one batch with the pragma: only a batch's
            // first statement reports its failure.
            await EnsureSettingsAsync(database, cancellationToken);
        }
        catch (Exception exception) when (Errors.Translate(exception, file) is { } storage)
        {
            throw storage;
        }
    }

    /// <summary>
    /// Another application's database must not get our tables, and one of a newer version must not be used by code that does not know it.
    /// </summary>
    /// <returns>Whether there is something to migrate.</returns>
    private static async Task<bool> IsBehindAsync(OrchestratorDbContext database, string file, CancellationToken cancellationToken)
    {
        var tables = await database.ReadTextsAsync(
            @"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\' "
                + @"AND name NOT LIKE '\_\_EF%' ESCAPE '\' ORDER BY name",
            cancellationToken
        );
        if (tables.Count == 0)
        {
            return true;
        }

        if (!tables.Contains("engine_settings"))
        {
            throw Foreign(file, tables);
        }

        return await RefuseUnknownAsync(database, file, cancellationToken);
    }

    /// <summary>
    /// The lock that keeps two hosts from migrating at once is a row, which a host that was killed meanwhile leaves behind; the next one
    /// would wait for it forever. Our migrations take far less than a minute.
    /// </summary>
    private static async Task ReleaseAbandonedLockAsync(OrchestratorDbContext database, CancellationToken cancellationToken)
    {
        const string Exists = @"SELECT count(*) AS ""Value"" FROM sqlite_master WHERE name = '__EFMigrationsLock'";
        if (await database.Database.SqlQueryRaw<int>(Exists).SingleAsync(cancellationToken) > 0)
        {
            await database.Database.ExecuteSqlRawAsync(
                @"DELETE FROM ""__EFMigrationsLock"" WHERE julianday(""Timestamp"") < julianday('now', '-1 minute')",
                cancellationToken
            );
        }
    }
}
