using System.Data.Common;
using System.Net.Sockets;
using Npgsql;

namespace Orchestrator.PostgreSql;

/// <summary>Explains the failures of a server by their SQL states: PostgreSQL documentation, appendix A.</summary>
internal sealed class PostgreSqlErrors : StorageErrors
{
    private static readonly (string Code, string Sentence) Unreachable = (
        "storage_unreachable",
        "cannot be reached. Look at the server and the network; what was committed is kept, and processes continue automatically."
    );

    internal override (string Code, string Sentence)? Describe(DbException failure) =>
        failure switch
        {
            { SqlState: { } state } => Describe(state),

            // What never reached the server, or lost it, has no state of the server's.
            { IsTransient: true } or { InnerException: IOException or SocketException or TimeoutException } => Unreachable,
            _ => null,
        };

    internal override bool IsRolledBack(DbException failure) =>
        failure.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    private static (string Code, string Sentence)? Describe(string state) =>
        state switch
        {
            PostgresErrorCodes.DiskFull => Full,
            PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable => Busy,
            PostgresErrorCodes.TooManyConnections => (
                "storage_busy",
                "has no connection left. Try again; if it stays so, lower Maximum Pool Size in the connection string, or raise "
                    + "max_connections of the server."
            ),
            PostgresErrorCodes.ReadOnlySqlTransaction => (
                "storage_read_only",
                "cannot be written: it is a standby, or made read-only. Let Orchestrator:Database name the primary."
            ),
            PostgresErrorCodes.InvalidCatalogName => (
                "storage_cannot_open",
                "does not exist. Create it, or let Orchestrator:Database name another one."
            ),
            PostgresErrorCodes.InsufficientPrivilege => (
                "storage_denied",
                "refuses this user. Grant it all rights on the database's tables, or name another user in Orchestrator:Database."
            ),
            ['2', '8', ..] => ("storage_denied", "refuses this user or password. Correct Orchestrator:Database."),
            ['0', '8', ..] or ['5', '7', 'P', ..] => Unreachable,
            _ => null,
        };
}
