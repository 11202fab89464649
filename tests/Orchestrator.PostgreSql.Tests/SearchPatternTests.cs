using Orchestrator.Search;
using Orchestrator.Storage.Search;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests;

/// <summary>Regular expressions that only the server can refuse.</summary>
public sealed class SearchPatternTests
{
    [Theory]
    [InlineData("(((a{255}){255}){255}){255}")]
    [InlineData("(")]
    public async Task A_pattern_that_the_server_does_not_take_is_refused_and_not_an_error(string pattern)
    {
        await using var database = await CoreDatabase.CreateAsync(new PostgreSqlTestDatabase());
        await database.CreatePortAsync();
        var reader = new EntityReader(database.Contexts, database.Catalog, Microsoft.Extensions.Options.Options.Create(database.Options));
        var filter = new SearchFilter.Condition("description", SearchComparison.Matches, new(pattern, SearchKind.Text));

        var refusal = await Assert.ThrowsAsync<InvalidRequestException>(() =>
            reader.SearchAsync(new(SearchedEntity.Subscription, null, filter, 0, 1), scope: null, CancellationToken.None)
        );

        Assert.Equal("search_pattern_invalid", refusal.Code);
    }
}
