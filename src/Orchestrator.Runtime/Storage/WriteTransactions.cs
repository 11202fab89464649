using Microsoft.EntityFrameworkCore;
using Orchestrator.Storage.Schema;

namespace Orchestrator.Storage;

/// <summary>Runs what the engine writes again and again, each piece as a transaction of its own.</summary>
internal class WriteTransactions(IDbContextFactory<OrchestratorDbContext> databases)
{
    /// <summary>Runs a piece of several statements.</summary>
    /// <param name="write">Writes. When it gives null, nothing of what it wrote is kept.</param>
    /// <param name="cancellationToken">Gives up; nothing is kept.</param>
    /// <returns>What it gave.</returns>
    internal virtual async Task<T?> RunAsync<T>(
        Func<OrchestratorDbContext, CancellationToken, Task<T?>> write,
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var result = await write(database, cancellationToken);
        if (result is not null)
        {
            await transaction.CommitAsync(cancellationToken);
        }

        return result;
    }

    /// <summary>Runs a piece that is one command where a server runs it, and so a transaction already.</summary>
    /// <param name="write">Writes. When it gives null, it has written nothing.</param>
    /// <param name="cancellationToken">Gives up; nothing is kept.</param>
    /// <returns>What it gave.</returns>
    internal virtual async Task<T?> RunCommandAsync<T>(
        Func<OrchestratorDbContext, CancellationToken, Task<T?>> write,
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await write(database, cancellationToken);
    }

    /// <summary>
    /// Runs a piece that does a bounded part of something again and again, until less than a whole part is left. Others write between two
    /// of them, and what is done stays done.
    /// </summary>
    /// <param name="size">How much a whole part is.</param>
    /// <param name="write">Writes a part, and says how much there was to do.</param>
    /// <param name="cancellationToken">Gives up; the parts before stay done.</param>
    /// <returns>How much there was to do in all of them.</returns>
    internal async Task<int> RunPartsAsync(
        int size,
        Func<OrchestratorDbContext, CancellationToken, Task<int>> write,
        CancellationToken cancellationToken
    )
    {
        for (var done = 0; ; cancellationToken.ThrowIfCancellationRequested())
        {
            var part = await RunAsync(write, cancellationToken);
            done += part;
            if (part < size)
            {
                return done;
            }
        }
    }
}
