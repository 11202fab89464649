using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Orchestrator.Hosting;

namespace Orchestrator.Storage;

/// <summary>Brings the core database up to date before anything uses it.</summary>
internal sealed class DatabaseInitializer(IDbContextFactory<OrchestratorDbContext> databases, IOptions<OrchestratorOptions> options)
{
    /// <summary>Makes the database if it is not there, and migrates it.</summary>
    /// <exception cref="StorageException">The file can not be used; the message names it and says what to do.</exception>
    internal async Task InitializeAsync(CancellationToken cancellationToken)
    {
        var file = new SqliteConnectionStringBuilder(options.Value.Database).DataSource;
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
            {
                Directory.CreateDirectory(folder);
            }

            await using var database = await databases.CreateDbContextAsync(cancellationToken);
            await database.Database.MigrateAsync(cancellationToken);

            // Kept by the file from here on: readers never wait for the writer. It is a write, so a read-only file is found out now and not in a step.
            await database.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL; UPDATE engine_settings SET global_lock = global_lock;", cancellationToken);
        }
        catch (Exception exception) when (StorageErrors.Translate(exception, file) is { } storage)
        {
            throw storage;
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw new StorageException("storage_cannot_open", $"The folder of the core database '{file}' can not be made: {exception.Message}", exception);
        }
    }
}
