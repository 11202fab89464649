using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Orchestrator.Notifications;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage;

/// <summary>The core database of a host: its kind, and where it is.</summary>
/// <param name="dialect">What its SQL says in another way than that of others.</param>
/// <param name="errors">Explains its failures.</param>
internal abstract class DatabaseProvider(SqlDialect dialect, StorageErrors errors)
{
    /// <summary>What the setting <c>Orchestrator:Provider</c> calls it.</summary>
    internal abstract string Name { get; }

    /// <summary>Where it is, for people: nothing of it is secret.</summary>
    internal abstract string Location { get; }

    internal StorageErrors Errors => errors;

    internal SqlDialect Dialect => dialect;

    /// <summary>Lets contexts use it.</summary>
    internal void Configure(DbContextOptionsBuilder options)
    {
        UseDatabase(options);
        ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(new SqlDialectExtension(dialect));
    }

    /// <summary>Makes the database if it is not there, and brings it up to date. Several hosts may do so at once.</summary>
    /// <exception cref="StorageException">It cannot be used; the message names it and says what to do.</exception>
    internal abstract Task InitializeAsync(IDbContextFactory<OrchestratorDbContext> databases, CancellationToken cancellationToken);

    /// <summary>Makes what runs the engine's writes.</summary>
    internal virtual WriteTransactions CreateTransactions(IDbContextFactory<OrchestratorDbContext> databases) => new(databases);

    /// <summary>Makes what passes changes on to other hosts.</summary>
    internal virtual ChangeBackplane CreateBackplane() => new();

    /// <summary>Lets one host at a time compare its catalog with the tables, until the context's transaction ends.</summary>
    internal abstract Task LockCatalogAsync(OrchestratorDbContext database, CancellationToken cancellationToken);

    /// <summary>Gives contexts the library's provider for it, with the connection string.</summary>
    private protected abstract void UseDatabase(DbContextOptionsBuilder options);

    /// <summary>Refuses a database that another version migrated: code that does not know it must not use it.</summary>
    /// <exception cref="StorageException">It has migrations that this version does not have.</exception>
    /// <returns>Whether it lacks migrations that this version has.</returns>
    private protected static async Task<bool> RefuseUnknownAsync(
        OrchestratorDbContext database,
        string name,
        CancellationToken cancellationToken
    )
    {
        // In plain SQL: nearly every start finds nothing to migrate, and need not wait until the model is built.
        var applied = await database.ReadTextsAsync("SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\"", cancellationToken);
        var known = database.Database.GetMigrations().ToList();
        var unknown = applied.Except(known).ToArray();
        if (unknown.Length > 0)
        {
            // An id begins with the time at which its migration was made.
            throw string.CompareOrdinal(unknown.Max(), known[0]) < 0
                ? new StorageException(
                    "storage_unreleased",
                    $"The core database '{name}' was made by a version before the first release: it has the migrations "
                        + $"{string.Join(", ", unknown)}, which became one. Start with a new database."
                )
                : new StorageException(
                    "storage_newer",
                    $"The core database '{name}' was migrated by a newer version: it has {string.Join(", ", unknown)}, which this "
                        + "version does not know. Start that version, or restore a backup from before."
                );
        }

        return known.Except(applied).Any();
    }

    /// <summary>
    /// Makes the one row of settings where there is none: without it the engine could be neither paused nor looked at. It is a write in any
    /// case.
    /// </summary>
    private protected static async Task EnsureSettingsAsync(OrchestratorDbContext database, CancellationToken cancellationToken)
    {
        await database.ExecuteAsync(
            "INSERT INTO engine_settings (global_lock) SELECT FALSE WHERE NOT EXISTS (SELECT 1 FROM engine_settings)",
            cancellationToken
        );
        await database.ExecuteAsync("UPDATE engine_settings SET global_lock = global_lock", cancellationToken);
    }

    /// <summary>The refusal of another application's database, which must not get our tables.</summary>
    private protected static StorageException Foreign(string name, IEnumerable<string> tables) =>
        new(
            "storage_foreign",
            $"The database '{name}' belongs to another application: it has the table(s) {string.Join(", ", tables.Take(5))} and "
                + "none of ours. Let Orchestrator:Database name another one; one that does not exist is made."
        );
}
