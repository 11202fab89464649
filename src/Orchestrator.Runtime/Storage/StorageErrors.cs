using Microsoft.Data.Sqlite;

namespace Orchestrator.Storage;

/// <summary>Says in a sentence what is wrong with the database.</summary>
internal static class StorageErrors
{
    private const int Busy = 5;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    /// <summary>Translates a failure of SQLite, however deep it sits; null when the exception is none, or is not about the file as a whole.</summary>
    internal static StorageException? Translate(Exception exception, string? database = null)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is SqliteException sqlite && Describe(sqlite.SqliteErrorCode) is { } fault)
            {
                return new(fault.Code, $"The core database{(database is null ? "" : $" '{database}'")} {fault.Sentence}", exception);
            }
        }

        return null;
    }

    private static (string Code, string Sentence)? Describe(int code) => code switch
    {
        Busy => ("storage_busy", "is held by another writer. Try again; if it stays so, look for a program that keeps a transaction open."),
        ReadOnly => ("storage_read_only", "can not be written. Give the host's user write permission for the file and its folder."),
        InputOutput => ("storage_io", "can not be read or written. Look at the disk."),
        Full => ("storage_full", "is full. Free disk space; what was committed is kept, and processes go on by themselves."),
        CannotOpen => ("storage_cannot_open", "can not be opened. Look at the path, whether its folder exists, and the permissions."),
        Corrupt or NotADatabase => ("storage_not_a_database", "is no SQLite database, or is damaged. Point Orchestrator:Database to another file, or restore a backup."),
        _ => null,
    };
}
