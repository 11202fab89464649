using Orchestrator.Storage.Sql;

namespace Orchestrator.Tests.Drift;

/// <summary>Which statements a check can execute.</summary>
public sealed class ReadOnlyFlowTests
{
    [Theory]
    [InlineData("SELECT updated_at, deleted FROM processes WHERE last_status = @update")]
    [InlineData("WITH found AS (SELECT pid FROM processes) SELECT count(*) FROM found")]
    [InlineData("WITH RECURSIVE found AS (SELECT 1) SELECT * FROM found")]
    public void A_query_is_executed(string sql) => Assert.Null(Refusal(sql));

    [Theory]
    [InlineData("INSERT INTO products (name) VALUES (@name)")]
    [InlineData("TRUNCATE products")]
    [InlineData("PRAGMA user_version = 1")]
    [InlineData("SELECT pid FROM processes FOR UPDATE")]
    [InlineData("SELECT pid FROM processes FOR UPDATE SKIP LOCKED")]
    [InlineData("SELECT pid FROM processes FOR NO KEY UPDATE")]
    [InlineData("SELECT pid FROM processes FOR SHARE")]
    [InlineData("SELECT pid FROM processes FOR KEY SHARE")]
    [InlineData("SELECT pid INTO kept FROM processes")]
    [InlineData("SELECT 1; DELETE FROM processes")]
    [InlineData("SELECT nextval('positions')")]
    [InlineData("SELECT setval('positions', 1)")]
    [InlineData("SELECT pg_notify(@channel, @payload)")]
    [InlineData("SELECT pg_advisory_lock(1)")]
    [InlineData("SELECT pg_advisory_xact_lock(1)")]
    [InlineData("SELECT pg_try_advisory_lock(1)")]
    [InlineData("WITH gone AS (DELETE FROM processes RETURNING pid) SELECT pid FROM gone")]
    [InlineData("WITH found AS (SELECT pid FROM processes) UPDATE processes SET note = @note WHERE pid IN (SELECT pid FROM found)")]
    public void A_statement_that_writes_or_locks_is_refused(string sql)
    {
        Assert.Equal("check_wrote", Refusal(sql)?.Code);
        ReadOnlyFlow.Check(sql);
    }

    private static OrchestratorException? Refusal(string sql)
    {
        using var flow = ReadOnlyFlow.Begin();
        return Record.Exception(() => ReadOnlyFlow.Check(sql)) as OrchestratorException;
    }
}
