using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace Orchestrator.Sqlite;

/// <summary>
/// Lets a cancelled command of SQLite end. The driver looks at a token before it executes and then no more, so a query whose client has
/// left would continue to its end. While a command executes, and while the next row of its result is looked for, SQLite asks every few
/// thousand of its instructions whether to continue.
/// </summary>
internal sealed class SqliteInterruption : DbCommandInterceptor
{
    private const int InstructionsBetweenLooks = 10_000;

    /// <summary>Executes a command; one that is cancelled meanwhile ends as any other cancelled operation does.</summary>
    internal static Task<T> ExecuteAsync<TCommand, T>(
        TCommand command,
        Func<TCommand, CancellationToken, Task<T>> execute,
        CancellationToken cancellationToken
    )
        where TCommand : DbCommand =>
        FindHandle(command, cancellationToken) is { } handle
            ? RunAsync(handle, () => execute(command, cancellationToken), cancellationToken)
            : execute(command, cancellationToken);

    /// <summary>Executes a query; until the reader of its result is closed, it can be cancelled in the same way.</summary>
    internal static async Task<DbDataReader> ExecuteReaderAsync(DbCommand command, CancellationToken cancellationToken)
    {
        if (FindHandle(command, cancellationToken) is not { } handle)
        {
            return await command.ExecuteReaderAsync(cancellationToken);
        }

        var reader = await RunAsync(handle, () => command.ExecuteReaderAsync(cancellationToken), cancellationToken);
        return new InterruptibleReader(reader, handle, cancellationToken);
    }

    /// <summary>Does what the driver does on the caller's thread, and asks meanwhile whether to continue.</summary>
    internal static async Task<T> RunAsync<T>(sqlite3 handle, Func<Task<T>> execute, CancellationToken cancellationToken)
    {
        raw.sqlite3_progress_handler(handle, InstructionsBetweenLooks, _ => cancellationToken.IsCancellationRequested ? 1 : 0, null);
        try
        {
            return await execute();
        }
        catch (SqliteException interrupted)
            when (interrupted.SqliteErrorCode == raw.SQLITE_INTERRUPT && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(interrupted.Message, interrupted, cancellationToken);
        }
        finally
        {
            raw.sqlite3_progress_handler(handle, 0, null, null);
        }
    }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    ) =>
        result.HasResult
            ? result
            : InterceptionResult<DbDataReader>.SuppressWithResult(await ExecuteReaderAsync(command, cancellationToken));

    public override async ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<object> result,
        CancellationToken cancellationToken = default
    ) =>
        result.HasResult
            ? result
            : InterceptionResult<object>.SuppressWithResult(
                (await ExecuteAsync(command, static (command, token) => command.ExecuteScalarAsync(token), cancellationToken))!
            );

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    ) =>
        result.HasResult
            ? result
            : InterceptionResult<int>.SuppressWithResult(
                await ExecuteAsync(command, static (command, token) => command.ExecuteNonQueryAsync(token), cancellationToken)
            );

    private static sqlite3? FindHandle(DbCommand command, CancellationToken cancellationToken) =>
        cancellationToken.CanBeCanceled ? (command.Connection as SqliteConnection)?.Handle : null;
}
