using System.Data.Common;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Api.Tests.Support;

namespace Orchestrator.Api.Tests.Hosting;

/// <summary>What a client has asked for ends with it.</summary>
public sealed class LeavingClientTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task The_query_of_a_client_that_has_left_ends()
    {
        using var gate = new BeaconGate();
        var ended = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var database = ApiDatabase.Create();

        // From the beginning: the model asks only now and then whether someone listens.
        using var statements = new Statements(database);
        await using var host = new ApiHost
        {
            Database = database,
            Services = services => services.AddSingleton(gate),
            Endpoints = api =>
                api.AddEndpointFilter(
                    async (context, next) =>
                        context.HttpContext.Request.Path.StartsWithSegments("/api/subscriptions", StringComparison.Ordinal)
                            ? await ReportAsync(next, context, ended)
                            : await next(context)
                ),
        };
        await host.InitializeAsync();
        await host.CreateLampAsync();
        await MakeEndlessAsync(database, "products");

        using var leaves = new CancellationTokenSource();
        var begun = statements.NextAsync("products");
        var answer = host.Http.GetAsync(new Uri("/api/subscriptions/search?query=-xyzzy", UriKind.Relative), leaves.Token);
        await begun.WaitAsync(Timeout);
        Assert.False(ended.Task.IsCompleted);
        await leaves.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        Assert.IsType<OperationCanceledException>(await ended.Task.WaitAsync(Timeout), exactMatch: false);
        Assert.False((await host.GetAsync("/api/settings/status"))["global_lock"]!.GetValue<bool>());
    }

    private static async ValueTask<object?> ReportAsync(
        EndpointFilterDelegate next,
        EndpointFilterInvocationContext context,
        TaskCompletionSource<Exception?> ended
    )
    {
        try
        {
            var result = await next(context);
            ended.TrySetResult(null);
            return result;
        }
        catch (Exception exception)
        {
            ended.TrySetResult(exception);
            throw;
        }
    }

    /// <summary>Puts a view that never gives a row in the place of a table.</summary>
    private static async Task MakeEndlessAsync(ApiDatabase database, string table)
    {
        await database.ExecuteAsync($"ALTER TABLE {table} RENAME TO {table}_kept");
        await database.ExecuteAsync(
            $"CREATE VIEW {table} AS SELECT * FROM {table}_kept WHERE 0 > (SELECT count(*) "
                + "FROM (WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT 1 - i FROM n) SELECT i FROM n) endless)"
        );
    }

    /// <summary>Says when a statement of the model that names a table is executed on a database.</summary>
    private sealed class Statements : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly List<IDisposable> _subscriptions = [];
        private readonly string _database;
        private volatile string? _table;

        internal Statements(ApiDatabase database)
        {
            using var connection = database.Connect();
            _database = NameOf(connection);
            _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }

        internal Task NextAsync(string table)
        {
            _table = table;
            return _begun.Task;
        }

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.EntityFrameworkCore")
            {
                _subscriptions.Add(value.Subscribe(this, static name => name == RelationalEventId.CommandExecuting.Name));
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (
                value.Value is CommandEventData { Command: { } command }
                && _table is { } table
                && command.CommandText.Contains(table, StringComparison.Ordinal)
                && NameOf(command.Connection!) == _database
            )
            {
                _begun.TrySetResult();
            }
        }

        public void OnCompleted()
        {
            // The listeners live as long as the program.
        }

        public void OnError(Exception error)
        {
            // A listener has no errors.
        }

        public void Dispose() => _subscriptions.ForEach(static subscription => subscription.Dispose());

        private static string NameOf(DbConnection connection) =>
            connection is SqliteConnection ? connection.DataSource : connection.Database;
    }
}
