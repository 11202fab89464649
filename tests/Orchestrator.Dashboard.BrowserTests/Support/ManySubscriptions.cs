using Microsoft.Data.Sqlite;

namespace Orchestrator.Dashboard.BrowserTests.Support;

/// <summary>The example with thousands of subscriptions besides its own.</summary>
public sealed class ManySubscriptions(Chromium chromium) : BrowserExample(chromium)
{
    internal const int Count = 3_000;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await using var connection = new SqliteConnection($"Data Source={Example.Database}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Count})
            INSERT INTO subscriptions (subscription_id, description, status, product_id, customer_id, insync, version)
            SELECT printf('00000000-0000-0000-0000-%012d', i), printf('Row %04d', i), 'active',
                (SELECT product_id FROM products WHERE name = 'node Nokia'), 'many', TRUE, 1
            FROM n
            """;
        Assert.Equal(Count, await command.ExecuteNonQueryAsync());
    }
}
