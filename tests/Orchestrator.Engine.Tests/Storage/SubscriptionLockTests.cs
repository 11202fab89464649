using Orchestrator.Storage.Subscriptions;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Storage;

public sealed class SubscriptionLockTests
{
    private static readonly Guid Mine = Guid.Parse("0197f6a0-0000-7000-8000-00000000000a");
    private static readonly Guid Other = Guid.Parse("0197f6a0-0000-7000-8000-00000000000b");

    [Fact]
    public async Task Of_fifty_processes_that_lock_at_once_exactly_one_gets_it_and_the_others_name_it()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var id = await InSyncAsync(database);
        var processes = Enumerable.Range(0, 50).Select(static _ => Guid.CreateVersion7()).ToArray();
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var attempts = processes
            .Select(async process =>
            {
                await go.Task;
                try
                {
                    await database.InTransactionAsync(context => SubscriptionLock.LockAsync(context, id, process, CancellationToken.None));
                    return null;
                }
                catch (SubscriptionException refusal)
                {
                    return refusal.Message;
                }
            })
            .ToArray();

        go.SetResult();
        var refusals = await Task.WhenAll(attempts);

        var winner = processes[Array.FindIndex(refusals, static refusal => refusal is null)];
        Assert.Equal(49, refusals.Count(refusal => refusal is not null && refusal.Contains(winner.ToString(), StringComparison.Ordinal)));
        Assert.Equal(winner.ToString(), Read(database, id, "locked_by"));
        Assert.Equal("0", Read(database, id, "insync"));
    }

    [Fact]
    public async Task A_second_lock_by_the_same_process_succeeds_and_writes_nothing()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var id = await InSyncAsync(database);
        await LockAsync(database, id, Mine);
        var version = Read(database, id, "version");

        await LockAsync(database, id, Mine);

        Assert.Equal(version, Read(database, id, "version"));
    }

    [Fact]
    public async Task A_subscription_that_is_out_of_sync_without_an_owner_is_refused_and_the_fix_is_named()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var id = await InSyncAsync(database);
        database.Set(id, "insync = FALSE");

        var exception = await Assert.ThrowsAsync<SubscriptionException>(() => LockAsync(database, id, Mine));

        Assert.Contains($"set it in sync with PUT /api/subscriptions/{id}/set_in_sync", exception.Message, StringComparison.Ordinal);
        Assert.Equal("null", Read(database, id, "locked_by"));
    }

    [Fact]
    public async Task An_unknown_subscription_is_said_to_be_unknown()
    {
        await using var database = await CoreDatabase.CreateAsync();

        await Assert.ThrowsAsync<NotFoundException>(() => LockAsync(database, Guid.NewGuid(), Mine));
        await Assert.ThrowsAsync<NotFoundException>(() => TryLockAsync(database, Guid.NewGuid(), Mine));
    }

    [Fact]
    public async Task The_unchecked_lock_takes_what_no_one_holds_and_leaves_the_rest_with_its_owner()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var free = await InSyncAsync(database);
        var ownerless = await InSyncAsync(database);
        database.Set(ownerless, "insync = FALSE");
        var held = await InSyncAsync(database);
        await LockAsync(database, held, Other);

        await TryLockAsync(database, free, Mine);
        await TryLockAsync(database, ownerless, Mine);
        await TryLockAsync(database, held, Mine);

        Assert.Equal(Mine.ToString(), Read(database, free, "locked_by"));
        Assert.Equal(Mine.ToString(), Read(database, ownerless, "locked_by"));
        Assert.Equal(Other.ToString(), Read(database, held, "locked_by"));
    }

    [Fact]
    public async Task Only_the_owner_puts_a_subscription_in_sync()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var id = await InSyncAsync(database);
        await LockAsync(database, id, Mine);

        await UnlockAsync(database, id, Other);
        Assert.Equal("0", Read(database, id, "insync"));

        await UnlockAsync(database, id, Mine);
        Assert.Equal("1", Read(database, id, "insync"));
        Assert.Equal("null", Read(database, id, "locked_by"));
    }

    [Fact]
    public async Task The_process_that_made_a_subscription_holds_it_until_it_unlocks_it()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var port = await database.CreatePortAsync();

        Assert.Equal(CoreDatabase.Process.ToString(), Read(database, port.SubscriptionId, "locked_by"));
        await UnlockAsync(database, port.SubscriptionId, CoreDatabase.Process);

        Assert.Equal("1", Read(database, port.SubscriptionId, "insync"));
    }

    private static async Task<Guid> InSyncAsync(CoreDatabase database)
    {
        var port = await database.CreatePortAsync();
        database.Set(port.SubscriptionId, "insync = TRUE, locked_by = NULL");
        return port.SubscriptionId;
    }

    private static Task LockAsync(CoreDatabase database, Guid id, Guid process) =>
        database.InTransactionAsync(context => SubscriptionLock.LockAsync(context, id, process, CancellationToken.None));

    private static Task TryLockAsync(CoreDatabase database, Guid id, Guid process) =>
        database.InTransactionAsync(context => SubscriptionLock.TryLockAsync(context, id, process, CancellationToken.None));

    private static Task UnlockAsync(CoreDatabase database, Guid id, Guid process) =>
        database.InTransactionAsync(context => SubscriptionLock.UnlockAsync(context, id, process, CancellationToken.None));

    private static string Read(CoreDatabase database, Guid id, string column) =>
        database.File.Query($"SELECT {column} FROM subscriptions WHERE subscription_id = '{id}'").Single();
}
