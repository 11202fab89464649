using Orchestrator.Tests.Support;

namespace Orchestrator.Tests;

/// <summary>How the server looks into its index of words.</summary>
public sealed class SearchPlanTests
{
    [Fact]
    public void The_words_of_a_row_that_is_found_are_not_made_again()
    {
        using var database = new PostgreSqlTestDatabase();

        var plan = database.Query(
            "EXPLAIN (VERBOSE, COSTS OFF) SELECT source, owner_id FROM search_texts WHERE words @@ search_query('lamp', FALSE)"
        );

        var outputs = plan.Where(static line => line.Contains("Output:", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(outputs);
        Assert.All(outputs, static output => Assert.DoesNotContain("to_tsvector", output, StringComparison.Ordinal));
    }
}
