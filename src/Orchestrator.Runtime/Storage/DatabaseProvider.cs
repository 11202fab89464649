using Microsoft.EntityFrameworkCore;
using Orchestrator.Notifications;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage;

/// <summary>A kind of database that can be the core database.</summary>
internal abstract class DatabaseProvider
{
    /// <summary>What the setting <c>Orchestrator:Provider</c> calls it.</summary>
    internal abstract string Name { get; }

    /// <summary>Lets contexts use it.</summary>
    internal abstract void Configure(DbContextOptionsBuilder options, string connectionString);

    /// <summary>Makes the database if it is not there, and brings it up to date. Several hosts may do so at once.</summary>
    /// <exception cref="StorageException">It cannot be used; the message names it and says what to do.</exception>
    internal abstract Task InitializeAsync(
        IDbContextFactory<OrchestratorDbContext> databases,
        string connectionString,
        CancellationToken cancellationToken
    );

    /// <summary>Makes what runs the engine's writes.</summary>
    internal virtual WriteTransactions CreateTransactions(IDbContextFactory<OrchestratorDbContext> databases) => new(databases);

    /// <summary>Makes what tells other hosts of changes.</summary>
    internal virtual ChangeBackplane CreateBackplane(string connectionString) => new();

    /// <summary>Lets one host at a time lay its catalog against the tables, until the context's transaction ends.</summary>
    internal abstract Task LockCatalogAsync(OrchestratorDbContext database, CancellationToken cancellationToken);

    /// <summary>Refuses a database that another version migrated: code that does not know it must not use it.</summary>
    /// <exception cref="StorageException">It has migrations that this version does not have.</exception>
    /// <returns>Whether it lacks migrations that this version has.</returns>
    protected static async Task<bool> RefuseUnknownAsync(OrchestratorDbContext database, string name, CancellationToken cancellationToken)
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
                    $"The core database '{name}' was made by a version before the first release: it has the migrations {string.Join(", ", unknown)}, which became one. Start with a new database."
                )
                : new StorageException(
                    "storage_newer",
                    $"The core database '{name}' was migrated by a newer version: it has {string.Join(", ", unknown)}, which this version does not know. Start that version, or restore a backup from before."
                );
        }

        return known.Except(applied).Any();
    }

    /// <summary>
    /// Makes the one row of settings where there is none: without it the engine could be neither paused nor looked at. It is a write in any
    /// case.
    /// </summary>
    protected static async Task EnsureSettingsAsync(OrchestratorDbContext database, CancellationToken cancellationToken)
    {
        await database.ExecuteAsync(
            "INSERT INTO engine_settings (global_lock) SELECT FALSE WHERE NOT EXISTS (SELECT 1 FROM engine_settings)",
            cancellationToken
        );
        await database.ExecuteAsync("UPDATE engine_settings SET global_lock = global_lock", cancellationToken);
    }

    /// <summary>The refusal of another application's database, which must not get our tables.</summary>
    protected static StorageException Foreign(string name, IEnumerable<string> tables) =>
        new(
            "storage_foreign",
            $"The database '{name}' belongs to another application: it has the table(s) {string.Join(", ", tables.Take(5))} and none of ours. Let Orchestrator:Database name another one; one that does not exist is made."
        );
}
