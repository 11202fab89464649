using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;

namespace Orchestrator;

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

    /// <summary>
    /// Translates a failure of the database, however deep it sits; null when the exception is none, or is not about the database as a
    /// whole.
    /// </summary>
    internal static StorageException? Translate(Exception exception, string? database = null)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is DbException failure && Describe(failure) is { } fault)
            {
                return new(fault.Code, $"The core database{(database is null ? "" : $" '{database}'")} {fault.Sentence}", exception);
            }
        }

        return null;
    }

    /// <summary>
    /// Whether the database has said that it rolled a transaction back for another writer's sake: what was in it may be tried again at
    /// once, because none of it is there. A full disk is not among these: it stays full, so the end of the lease is waited for.
    /// </summary>
    internal static bool IsRolledBack(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is DbException { SqlState: "40001" or "40P01" })
            {
                return true;
            }
        }

        return false;
    }

    private static (string Code, string Sentence)? Describe(DbException failure) =>
        failure switch
        {
            SqliteException sqlite => DescribeFile(sqlite.SqliteErrorCode),
            { SqlState: { } state } => DescribeServer(state),

            // What never reached the server, or lost it, has no state of the server's.
            { IsTransient: true } or { InnerException: IOException or SocketException or TimeoutException } => Unreachable,
            _ => null,
        };

    private static (string Code, string Sentence) Unreachable =>
        (
            "storage_unreachable",
            "cannot be reached. Look at the server and the network; what was committed is kept, and processes go on by themselves."
        );

    // The states, and what they mean: PostgreSQL documentation, appendix A.
    private static (string Code, string Sentence)? DescribeServer(string state) =>
        state switch
        {
            "53100" => ("storage_full", "is full. Free disk space; what was committed is kept, and processes go on by themselves."),
            "53300" => (
                "storage_busy",
                "has no connection left. Try again; if it stays so, lower Maximum Pool Size in the connection string, or raise max_connections of the server."
            ),
            "40001" or "40P01" or "55P03" => (
                "storage_busy",
                "is held by another writer. Try again; if it stays so, look for a program that keeps a transaction open."
            ),
            "25006" => (
                "storage_read_only",
                "cannot be written: it is a standby, or made read-only. Let Orchestrator:Database name the primary."
            ),
            "3D000" => ("storage_cannot_open", "does not exist. Create it, or let Orchestrator:Database name another one."),
            "42501" => (
                "storage_denied",
                "refuses this user. Grant it all rights on the database's tables, or name another user in Orchestrator:Database."
            ),
            ['2', '8', ..] => ("storage_denied", "refuses this user or password. Correct Orchestrator:Database."),
            ['0', '8', ..] or ['5', '7', 'P', ..] => Unreachable,
            _ => null,
        };

    private static (string Code, string Sentence)? DescribeFile(int code) =>
        code switch
        {
            Busy => (
                "storage_busy",
                "is held by another writer. Try again; if it stays so, look for a program that keeps a transaction open."
            ),
            ReadOnly => ("storage_read_only", "cannot be written. Give the host's user write permission for the file and its folder."),
            InputOutput => ("storage_io", "cannot be read or written. Look at the disk."),
            Full => ("storage_full", "is full. Free disk space; what was committed is kept, and processes go on by themselves."),
            CannotOpen => ("storage_cannot_open", "cannot be opened. Look at the path, whether its folder exists, and the permissions."),
            Corrupt or NotADatabase => (
                "storage_not_a_database",
                "is no SQLite database, or is damaged. Point Orchestrator:Database to another file, or restore a backup."
            ),
            _ => null,
        };
}
