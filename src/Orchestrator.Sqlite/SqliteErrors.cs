using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Orchestrator.Sqlite;

/// <summary>Explains the failures of a SQLite file by their result codes.</summary>
internal sealed class SqliteErrors : StorageErrors
{
    internal override (string Code, string Sentence)? Describe(DbException failure) =>
        (failure as SqliteException)?.SqliteErrorCode switch
        {
            // The second for a table that another statement of the connection reads, the last for a log whose readers all try at once.
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_PROTOCOL => Busy,
            raw.SQLITE_FULL => Full,
            raw.SQLITE_READONLY => (
                "storage_read_only",
                "cannot be written. Give the host's user write permission for the file and its folder."
            ),
            raw.SQLITE_IOERR => ("storage_io", "cannot be read or written. Look at the disk."),
            raw.SQLITE_CANTOPEN => (
                "storage_cannot_open",
                "cannot be opened. Look at the path, whether its folder exists, and the permissions."
            ),
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => (
                "storage_not_a_database",
                "is not a SQLite database, or is damaged. Point Orchestrator:Database to another file, or restore a backup."
            ),
            _ => null,
        };

    /// <summary>Never: a writer waits for the one before it, and is refused before it has written anything.</summary>
    internal override bool IsRolledBack(DbException failure) => false;
}
