using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Products;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Catalog;

public sealed class WorkflowDirectoryTests
{
    [Fact]
    public async Task A_description_that_an_operator_wrote_is_the_database_s_and_survives_a_restart()
    {
        using var database = TestDatabase.New();
        Guid id;
        await using (var first = await EngineHost.StartAsync(database))
        {
            id = Guid.Parse(database.Query("SELECT workflow_id FROM workflows WHERE name = 'modify_thing'").Single());
            var before = await Directory(first).GetAsync(id);
            var after = await Directory(first).DescribeAsync(id, "Change a thing for good", "ann");

            Assert.Equal(
                ("modify_thing", Target.Modify, false, "Modify thing"),
                (before.Name, before.Target, before.IsTask, before.Description)
            );
            Assert.Equal(before with { Description = "Change a thing for good" }, after);
        }

        await using var second = await EngineHost.StartAsync(database);
        var thing = await second.CreateThingAsync();

        Assert.Equal("Change a thing for good", (await Directory(second).GetAsync(id)).Description);
        var actions = await second.Services.GetRequiredService<ISubscriptionDirectory>().GetActionsAsync(thing);
        Assert.Equal("Change a thing for good", actions.Items.Single(static item => item.Name == "modify_thing").Description);
    }

    [Fact]
    public async Task A_description_that_is_too_long_and_an_unknown_workflow_are_refused()
    {
        await using var host = await EngineHost.StartAsync();
        var id = Guid.Parse(host.Database.Query("SELECT workflow_id FROM workflows WHERE name = 'modify_thing'").Single());

        await Assert.ThrowsAsync<InvalidRequestException>(() => Directory(host).DescribeAsync(id, new string('x', 2_001), "ann"));
        await Assert.ThrowsAsync<NotFoundException>(() => Directory(host).DescribeAsync(Guid.NewGuid(), "x", "ann"));
        await Assert.ThrowsAsync<NotFoundException>(() => Directory(host).GetAsync(Guid.NewGuid()));
    }

    private static IWorkflowDirectory Directory(EngineHost host) => host.Services.GetRequiredService<IWorkflowDirectory>();
}
