using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Orchestrator.Notifications;
using Orchestrator.Options;
using Orchestrator.Storage;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.PostgreSql;

/// <summary>The core database on a PostgreSQL server, for any number of hosts.</summary>
/// <param name="connectionString">Names the server and the database.</param>
internal sealed class PostgreSqlProvider(string connectionString) : DatabaseProvider(new PostgreSqlDialect(), new PostgreSqlErrors())
{
    /// <summary>What the setting <c>Orchestrator:Provider</c> calls it.</summary>
    internal const string SettingName = "PostgreSql";

    // Advisory locks are numbers that mean something to us only; these two are the letters of "orch" with what they guard.
    private const long MigrationLock = 0x6F7263680001;
    private const long CatalogLock = 0x6F7263680002;

    internal PostgreSqlProvider(OrchestratorOptions options)
        : this(
            options.Database
                ?? throw new StorageException(
                    "storage_connection_string",
                    "Orchestrator:Database is missing. Write the connection string of PostgreSQL there, like "
                        + "Host=localhost;Database=orchestrator;Username=orchestrator;Password=...."
                )
        ) { }

    internal override string Name => SettingName;

    internal override string Location
    {
        get
        {
            var settings = Parse(connectionString);
            return $"{settings.Database ?? settings.Username} on {settings.Host}:{settings.Port}";
        }
    }

    private protected override void UseDatabase(DbContextOptionsBuilder options) =>
        options.UseNpgsql(
            ForEngine(connectionString),
            static server => server.MigrationsAssembly(typeof(PostgreSqlProvider).Assembly.FullName)
        );

    /// <summary>
    /// Lets the server keep the plans of the few statements that the engine sends again and again. A connection string that says something
    /// of that itself is left alone: behind a pooler that hands out a connection per transaction it has to say <c>Max Auto Prepare=0</c>.
    /// Nor does the engine leave anything behind in a session that would have to be reset before the next use: the one lock that a session
    /// holds is given back, or dies with its connection.
    /// </summary>
    private static string ForEngine(string connectionString)
    {
        const int statements = 100;
        var settings = Parse(connectionString);

        // Npgsql's own builder has every key; the plain one has those that are written.
        var written = new DbConnectionStringBuilder { ConnectionString = connectionString };
        if (!written.ContainsKey("Max Auto Prepare") && !written.ContainsKey("MaxAutoPrepare"))
        {
            settings.MaxAutoPrepare = statements;
        }

        if (!written.ContainsKey("No Reset On Close") && !written.ContainsKey("NoResetOnClose"))
        {
            settings.NoResetOnClose = true;
        }

        return settings.ToString();
    }

    internal override ChangeBackplane CreateBackplane() => new PostgreSqlChangeBackplane(ForEngine(connectionString));

    internal override Task LockCatalogAsync(OrchestratorDbContext database, CancellationToken cancellationToken) =>
        database.ExecuteAsync($"SELECT pg_advisory_xact_lock({CatalogLock})", cancellationToken);

    internal override async Task InitializeAsync(IDbContextFactory<OrchestratorDbContext> databases, CancellationToken cancellationToken)
    {
        var name = Location;
        try
        {
            await EnsureCreatedAsync(cancellationToken);
            await using var database = await databases.CreateDbContextAsync(cancellationToken);

            // Held by the connection, so a host that dies in the middle gives it back.
            await database.ExecuteAsync($"SELECT pg_advisory_lock({MigrationLock})", cancellationToken);
            try
            {
                await MigrateAsync(database, name, cancellationToken);
            }
            finally
            {
                await database.ExecuteAsync($"SELECT pg_advisory_unlock({MigrationLock})", CancellationToken.None);
            }

            // A write, so a database that cannot be written is found out now and not in a step.
            await EnsureSettingsAsync(database, cancellationToken);
        }
        catch (Exception exception) when (Errors.Translate(exception, name) is { } storage)
        {
            throw storage;
        }
    }

    private static async Task MigrateAsync(OrchestratorDbContext database, string name, CancellationToken cancellationToken)
    {
        var tables = await database.ReadTextsAsync(
            "SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema() ORDER BY 1",
            cancellationToken
        );
        if (tables.Contains("__EFMigrationsHistory"))
        {
            if (tables.Count > 1 && !tables.Contains("engine_settings"))
            {
                throw Foreign(name, tables);
            }

            if (!await RefuseUnknownAsync(database, name, cancellationToken))
            {
                return;
            }
        }
        else if (tables.Contains("alembic_version"))
        {
            await CoreAdoption.ApplyAsync(database, name, cancellationToken);
        }
        else if (tables.Count > 0)
        {
            throw Foreign(name, tables);
        }

        await database.Database.MigrateAsync(cancellationToken);
    }

    /// <summary>Makes the database where the server has none of that name, if the user may.</summary>
    private async Task EnsureCreatedAsync(CancellationToken cancellationToken)
    {
        await using var wanted = new NpgsqlConnection(connectionString);
        try
        {
            await wanted.OpenAsync(cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            var settings = new NpgsqlConnectionStringBuilder(connectionString);
            var database = settings.Database!;
            settings.Database = "postgres";
            await using var server = new NpgsqlConnection(settings.ToString());
            await server.OpenAsync(cancellationToken);
            await using var create = new NpgsqlCommand(
                $"CREATE DATABASE \"{database.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
                server
            );
            try
            {
                await create.ExecuteNonQueryAsync(cancellationToken);
            }
            catch (PostgresException other)
                when (other.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
            {
                // Another host that starts at the same time was faster.
            }
        }
    }

    private static NpgsqlConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            return new(connectionString);
        }
        catch (ArgumentException exception)
        {
            // The text itself is not repeated: it may hold a password.
            throw new StorageException(
                "storage_connection_string",
                $"Orchestrator:Database is not a connection string of PostgreSQL: {exception.Message} Write one like "
                    + "Host=localhost;Database=orchestrator;Username=orchestrator;Password=....",
                exception
            );
        }
    }
}
