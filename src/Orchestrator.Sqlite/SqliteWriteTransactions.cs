using Microsoft.EntityFrameworkCore;
using Orchestrator.Storage;
using Orchestrator.Storage.Schema;

namespace Orchestrator.Sqlite;

/// <summary>
/// A SQLite file has one writer at a time, so the engine's writes take turns on one connection: who waits is woken by the one before
/// instead of asking again and again, the statements stay prepared, and the connection's cache stays true, because hardly anybody else
/// writes. A write on another connection waits for the file as before.
/// </summary>
internal sealed class SqliteWriteTransactions(IDbContextFactory<OrchestratorDbContext> databases)
    : WriteTransactions(databases),
        IDisposable
{
    private readonly IDbContextFactory<OrchestratorDbContext> _databases = databases;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private OrchestratorDbContext? _database;
    private volatile bool _isDisposed;

    internal override Task<T?> RunCommandAsync<T>(
        Func<OrchestratorDbContext, CancellationToken, Task<T?>> write,
        CancellationToken cancellationToken
    )
        where T : default => RunAsync(write, cancellationToken);

    internal override async Task<T?> RunAsync<T>(
        Func<OrchestratorDbContext, CancellationToken, Task<T?>> write,
        CancellationToken cancellationToken
    )
        where T : default
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            var database = _database ??= await OpenAsync(cancellationToken);
            await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
            var result = await write(database, cancellationToken);
            if (result is not null)
            {
                await transaction.CommitAsync(cancellationToken);
            }

            return result;
        }
        catch (Exception exception) when (exception is not OrchestratorException)
        {
            // What a failure of the database leaves behind in a connection is not worth finding out: the next writer gets a new one.
            if (Abandon() is { } database)
            {
                await database.DisposeAsync();
            }

            throw;
        }
        finally
        {
            _turn.Release();
            CloseIfDisposed();
        }
    }

    /// <summary>
    /// Closes the connection. A writer that was given up may still use it, because what does not end cannot be waited for: then that
    /// writer closes it when its turn is over.
    /// </summary>
    public void Dispose()
    {
        _isDisposed = true;
        CloseIfDisposed();
    }

    /// <summary>Closes the connection after the last use. Who has the turn asks again when it gives it back.</summary>
    private void CloseIfDisposed()
    {
        if (!_isDisposed || !_turn.Wait(TimeSpan.Zero))
        {
            return;
        }

        try
        {
            Abandon()?.Dispose();
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<OrchestratorDbContext> OpenAsync(CancellationToken cancellationToken)
    {
        var database = await _databases.CreateDbContextAsync(cancellationToken);
        await database.Database.OpenConnectionAsync(cancellationToken);
        database.Statements = new(database.Dialect);
        return database;
    }

    /// <summary>Takes the connection out of use.</summary>
    /// <returns>The context that has it, to be disposed of; null when there is none.</returns>
    private OrchestratorDbContext? Abandon()
    {
        var database = _database;
        _database = null;
        database?.Statements = null;
        return database;
    }
}
