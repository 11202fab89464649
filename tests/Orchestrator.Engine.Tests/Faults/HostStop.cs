using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Storage;
using Orchestrator.Storage.Schema;

namespace Orchestrator.Tests.Faults;

/// <summary>
/// Stops a host as a kill does, at one point of some of its transactions: before a command, before the commit, or after the commit, of
/// which the host does not learn. The transaction is dropped, and nothing that the host does afterwards reaches the database.
/// </summary>
/// <param name="opening">How the first command of such a transaction begins.</param>
/// <param name="isDue">Whether a transaction that begins so, and has begun, is one of them.</param>
/// <param name="isPoint">Whether it stops at a point, by the number of points that it has passed and what comes next.</param>
internal sealed class HostStop(
    string opening,
    Func<OrchestratorDbContext, CancellationToken, Task<bool>> isDue,
    Func<int, string, bool> isPoint
)
{
    internal const string BeforeCommit = "before the commit";
    internal const string AfterCommit = "after the commit";

    private readonly TaskCompletionSource<string> _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _passed = new();

    /// <summary>The points that it has passed: texts of commands, or one of the constants.</summary>
    internal IReadOnlyCollection<string> Passed => _passed;

    /// <summary>Completes with the point at which the host stops: the text of a command, or one of the constants.</summary>
    internal Task<string> Stopped => _stopped.Task;

    /// <summary>Lets a host stop here.</summary>
    internal void Attach(IServiceCollection services)
    {
        services.ConfigureDbContext<OrchestratorDbContext>(options =>
            options.AddInterceptors(new Connections(this), new Transactions(this))
        );
        services.AddSingleton<WriteTransactions>(provider =>
        {
            var databases = provider.GetRequiredService<IDbContextFactory<OrchestratorDbContext>>();
            return new Writes(databases, provider.GetRequiredService<DatabaseProvider>().CreateTransactions(databases), this);
        });
    }

    private bool IsOpening(string first) => first.StartsWith(opening, StringComparison.Ordinal);

    private Task<bool> IsDueAsync(OrchestratorDbContext database, CancellationToken cancellationToken) =>
        isDue(database, cancellationToken);

    private void Pass(string at)
    {
        ThrowIfStopped();
        if (isPoint(_passed.Count, at))
        {
            _stopped.TrySetResult(at);
            ThrowIfStopped();
        }

        _passed.Enqueue(at);
    }

    private void ThrowIfStopped()
    {
        if (_stopped.Task.IsCompleted)
        {
            throw new IOException("The host is killed.");
        }
    }

    private sealed class Writes(IDbContextFactory<OrchestratorDbContext> databases, WriteTransactions inner, HostStop stop)
        : WriteTransactions(databases),
            IDisposable
    {
        internal override Task<T?> RunCommandAsync<T>(
            Func<OrchestratorDbContext, CancellationToken, Task<T?>> write,
            CancellationToken cancellationToken
        )
            where T : default
        {
            stop.ThrowIfStopped();
            return inner.RunCommandAsync(write, cancellationToken);
        }

        internal override async Task<T?> RunAsync<T>(
            Func<OrchestratorDbContext, CancellationToken, Task<T?>> write,
            CancellationToken cancellationToken
        )
            where T : default
        {
            bool? counts = null;
            var result = await inner.RunAsync(
                async (database, token) =>
                {
                    stop.ThrowIfStopped();
                    var due = await stop.IsDueAsync(database, token);
                    var kept = database.Statements;
                    database.Statements = new(
                        new StoppingDialect(
                            database.Dialect,
                            sql =>
                            {
                                stop.ThrowIfStopped();
                                if (counts ??= due && stop.IsOpening(sql))
                                {
                                    stop.Pass(sql);
                                }
                            }
                        )
                    );
                    try
                    {
                        var written = await write(database, token);
                        if (counts == true)
                        {
                            stop.Pass(BeforeCommit);
                        }

                        return written;
                    }
                    finally
                    {
                        database.Statements = kept;
                    }
                },
                cancellationToken
            );
            if (counts == true)
            {
                stop.Pass(AfterCommit);
            }

            return result;
        }

        public void Dispose() => (inner as IDisposable)?.Dispose();
    }

    /// <summary>A host that is gone opens no connection.</summary>
    private sealed class Connections(HostStop stop) : DbConnectionInterceptor
    {
        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
            DbConnection connection,
            ConnectionEventData eventData,
            InterceptionResult result,
            CancellationToken cancellationToken = default
        )
        {
            stop.ThrowIfStopped();
            return ValueTask.FromResult(result);
        }
    }

    /// <summary>Of transactions that it had begun, nothing is kept.</summary>
    private sealed class Transactions(HostStop stop) : DbTransactionInterceptor
    {
        public override ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction,
            TransactionEventData eventData,
            InterceptionResult result,
            CancellationToken cancellationToken = default
        )
        {
            stop.ThrowIfStopped();
            return ValueTask.FromResult(result);
        }
    }
}
