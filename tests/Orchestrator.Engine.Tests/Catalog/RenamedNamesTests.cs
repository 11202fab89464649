using Orchestrator.Catalog;
using Orchestrator.Tests.Support;
using Orchestrator.Tests.Support.Models;

namespace Orchestrator.Tests.Catalog;

/// <summary>What is said at the first start after an author has renamed what subscriptions store under its name.</summary>
public sealed class RenamedNamesTests
{
    [Fact]
    public async Task What_is_only_in_the_database_is_connected_with_the_new_name_that_it_may_have()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var builder = new CatalogBuilder();
        builder.Add(new BlockDescriptor(typeof(PortBlock), "Port", null, "A port", ["name_of_port"], []));
        builder.Add(new BlockDescriptor(typeof(ThingBlock), "Things", null, "A thing", ["size"], []));
        builder.Add(new BlockDescriptor(typeof(PairBlock), "Couple", null, "A pair", [], []));

        var first = await database.Synchronizer.ApplyAsync(builder.Build(), CancellationToken.None);
        var second = await database.Synchronizer.ApplyAsync(builder.Build(), CancellationToken.None);

        const string advice =
            " What is stored keeps the old name, and is not loaded under another one: give it that name again, or keep both until a "
            + "workflow has copied it";
        Assert.Contains(
            $"Product block 'Port': member 'port_name' is only in the database. Was it renamed to 'name_of_port', which is new?{advice}",
            first.Differences
        );
        Assert.Contains(
            $"Product block 'Thing' is only in the database. Was it renamed to 'Things', which is new?{advice}",
            first.Differences
        );
        Assert.Contains("Product block 'Ring' is only in the database", first.Differences);
        Assert.Contains("Product block 'Port': member 'port_name' is only in the database", second.Differences);
    }
}
