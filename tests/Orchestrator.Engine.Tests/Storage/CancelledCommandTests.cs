using Microsoft.EntityFrameworkCore;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Storage;

/// <summary>No query continues after its caller has left.</summary>
public sealed class CancelledCommandTests
{
    /// <summary>Counts forever.</summary>
    private const string Endless = """WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT 1 - i FROM n) SELECT count(*) AS "Value" FROM n""";

    /// <summary>Has one row at once, and counts forever for the second.</summary>
    private const string EndlessAfterOne = """
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT 1 - i FROM n) SELECT 1 AS "Value" UNION ALL SELECT count(*) FROM n
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("a scalar")]
    [InlineData("a reader")]
    [InlineData("a write")]
    [InlineData("a query of the model")]
    [InlineData("the second row of a reader")]
    [InlineData("the second row of a query of the model")]
    public async Task A_command_that_is_cancelled_ends_and_its_connection_can_be_used_again(string kind)
    {
        await using var core = await CoreDatabase.CreateEmptyAsync();
        await using var database = await core.Contexts.CreateDbContextAsync();
        await database.Database.OpenConnectionAsync();
        using var leaves = new CancellationTokenSource();

        // On a thread of its own: one of the drivers executes on the caller's.
        var running = Task.Run(() => RunAsync(database, kind, leaves.Token));
        leaves.CancelAfter(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(Patience));
        Assert.Equal(["0"], await database.ReadTextsAsync("SELECT CAST(count(*) AS text) FROM processes", CancellationToken.None));
    }

    private static async Task RunAsync(OrchestratorDbContext database, string kind, CancellationToken cancellationToken)
    {
        var query = kind.StartsWith("the second row", StringComparison.Ordinal) ? EndlessAfterOne : Endless;
        if (kind.EndsWith("query of the model", StringComparison.Ordinal))
        {
            await database.Database.SqlQueryRaw<long>(query).ToListAsync(cancellationToken);
            return;
        }

        await using var command = await database.CommandAsync(
            kind == "a write" ? $"UPDATE engine_settings SET global_lock = TRUE WHERE 0 < ({query})" : query,
            cancellationToken
        );
        await (
            kind switch
            {
                "a scalar" => command.ExecuteScalarAsync(cancellationToken),
                "a write" => command.ExecuteNonQueryAsync(cancellationToken),
                _ => ReadAsync(command, cancellationToken),
            }
        );
    }

    private static async Task ReadAsync(Statement command, CancellationToken cancellationToken)
    {
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken)) { }
    }
}
