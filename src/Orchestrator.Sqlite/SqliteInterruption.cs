using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace Orchestrator.Sqlite;

/// <summary>
/// Lets a cancelled command of SQLite end. The driver looks at a token before it executes and then no more, so a query whose client has
/// left would continue to its end. While a command executes, SQLite asks every few thousand of its instructions whether to continue.
/// </summary>
internal sealed class SqliteInterruption : DbCommandInterceptor
{
    private const int InstructionsBetweenLooks = 10_000;

    /// <summary>Executes a command; one that is cancelled meanwhile ends as any other cancelled operation does.</summary>
    internal static async Task<T> ExecuteAsync<TCommand, T>(
        TCommand command,
        Func<TCommand, CancellationToken, Task<T>> execute,
        CancellationToken cancellationToken
    )
        where TCommand : DbCommand
    {
        if (command.Connection is not SqliteConnection { Handle: { } handle } || !cancellationToken.CanBeCanceled)
        {
            return await execute(command, cancellationToken);
        }

        raw.sqlite3_progress_handler(handle, InstructionsBetweenLooks, _ => cancellationToken.IsCancellationRequested ? 1 : 0, null);
        try
        {
            return await execute(command, cancellationToken);
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
            : InterceptionResult<DbDataReader>.SuppressWithResult(
                await ExecuteAsync(command, static (command, token) => command.ExecuteReaderAsync(token), cancellationToken)
            );

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
}
