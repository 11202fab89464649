using Microsoft.Data.Sqlite;

namespace Orchestrator.Sqlite;

/// <summary>The file that a connection string of SQLite names.</summary>
internal static class SqliteFile
{
    private const string CannotOpen = "storage_cannot_open";

    /// <summary>Reads its path. What is not a file cannot be shared by the connections of a host, or kept until its next start.</summary>
    /// <exception cref="StorageException">It is not a connection string, or names no file.</exception>
    internal static string Of(string connectionString)
    {
        SqliteConnectionStringBuilder settings;
        try
        {
            settings = new(connectionString);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            // The text itself is not repeated: it may hold a password.
            throw new StorageException(
                "storage_connection_string",
                $"Orchestrator:Database is not a connection string of SQLite: {exception.Message} Write one like Data "
                    + "Source=orchestrator.db.",
                exception
            );
        }

        var file = settings.DataSource;
        if (
            string.IsNullOrWhiteSpace(file)
            || settings.Mode == SqliteOpenMode.Memory
            || file.StartsWith(':')
            || file.StartsWith('|')
            || file.StartsWith("file:", StringComparison.OrdinalIgnoreCase)
        )
        {
            throw new StorageException(
                "storage_not_a_file",
                "Orchestrator:Database has to name a file, and "
                    + $"'{file}'{(settings.Mode == SqliteOpenMode.Memory ? " with Mode=Memory" : "")} is not the path of one. Write one "
                    + "like Data Source=orchestrator.db."
            );
        }

        return file;
    }

    /// <summary>
    /// Makes the folder and the file where they do not exist. Only their owner may read the file: it holds inputs, tracebacks and tokens.
    /// </summary>
    /// <exception cref="StorageException">They cannot be made, or the path is a folder.</exception>
    internal static void Create(string file)
    {
        if (Directory.Exists(file))
        {
            throw new StorageException(
                CannotOpen,
                $"The core database '{file}' cannot be opened: the path is a folder. Let Orchestrator:Database name a file."
            );
        }

        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
            {
                Directory.CreateDirectory(folder);
            }
        }
        catch (Exception exception)
            when (exception is UnauthorizedAccessException or IOException or ArgumentException or NotSupportedException)
        {
            throw new StorageException(
                CannotOpen,
                $"The folder of the core database '{file}' cannot be made: {exception.Message} Let Orchestrator:Database name a "
                    + "file in another one.",
                exception
            );
        }

        if (File.Exists(file))
        {
            return;
        }

        // SQLite takes an empty file as a new database, and gives its own other files the permissions of this one.
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            File.Open(file, options).Dispose();
        }
        catch (Exception exception)
            when (exception is UnauthorizedAccessException or IOException or ArgumentException or NotSupportedException)
        {
            throw new StorageException(
                CannotOpen,
                $"The core database '{file}' cannot be created: {exception.Message} Give the host's user write permission for its "
                    + "folder, or let Orchestrator:Database name another file.",
                exception
            );
        }
    }
}
