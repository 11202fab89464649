using Orchestrator.Storage.Subscriptions;
using Orchestrator.Tests.Support;
using Orchestrator.Tests.Support.Models;

namespace Orchestrator.Tests.Storage;

/// <summary>A note that is written while someone else works on the subscription.</summary>
public sealed class SubscriptionNoteTests
{
    [Theory]
    [InlineData(null, "Ask Bob.")]
    [InlineData("Ask Ann.", "Ask Ann.")]
    public async Task A_note_that_someone_else_wrote_meanwhile_is_not_a_conflict_and_stays_unless_the_step_writes_one(
        string? own,
        string expected
    )
    {
        await using var database = await CoreDatabase.CreateAsync();
        var port = await database.CreatePortAsync("eth0");
        var session = database.OpenSession();
        var loaded = await session.GetAsync<Port>(port.SubscriptionId);
        await database.InTransactionAsync(context =>
            SubscriptionWriter.WriteNoteAsync(context, port.SubscriptionId, "Ask Bob.", CancellationToken.None)
        );

        loaded.Block.PortName = "eth1";
        loaded.Note = own ?? loaded.Note;
        await database.SaveAsync(session, loaded);
        loaded.Block.PortName = "eth2";
        await database.SaveAsync(session, loaded);

        Assert.Equal(expected, loaded.Note);
        var stored = await database.LoadAsync<Port>(port.SubscriptionId);
        Assert.Equal(("eth2", expected), (stored.Block.PortName, stored.Note));
    }

    [Fact]
    public async Task Blocks_that_someone_else_changed_together_with_the_note_are_not_overwritten()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var port = await database.CreatePortAsync("eth0");
        var session = database.OpenSession();
        var loaded = await session.GetAsync<Port>(port.SubscriptionId);
        database.Set(port.SubscriptionId, "note = 'by someone else'");
        database.File.Query("UPDATE subscription_instance_values SET value = 'eth9'");

        loaded.Block.PortName = "eth1";
        await Assert.ThrowsAsync<ConflictException>(() => database.SaveAsync(session, loaded));

        Assert.Equal("eth9", (await database.LoadAsync<Port>(port.SubscriptionId)).Block.PortName);
    }
}
