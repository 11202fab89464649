namespace Orchestrator.Testing.Tests;

public sealed class ResourceConformanceTests
{
    private readonly CrateStore _store = new();
    private readonly Parcel _parcel = Parcel.Create(Guid.NewGuid(), "customer");

    public ResourceConformanceTests() => _parcel.Block.Weight = 7;

    [Fact]
    public async Task Every_value_that_is_compared_is_spoiled_found_and_corrected_and_nothing_is_left()
    {
        var paths = await VerifyAsync();

        Assert.Equal(
            [
                "address",
                "is_open",
                "kind",
                "lid",
                "name",
                "note",
                "owner",
                "packed",
                "slots[a]",
                "slots[a].level",
                "slots[b]",
                "slots[b].level",
                "tags[]",
                "weight",
            ],
            paths.Order(StringComparer.Ordinal)
        );
        Assert.Empty(_store.Crates);
    }

    [Fact]
    public async Task A_value_that_the_system_does_not_keep_is_reported_with_its_path()
    {
        _store.Keep = static state => state with { IsOpen = true };

        await AssertFailsAsync(
            "CrateResource does not conform: 'is_open' was spoiled, and it is not found to differ; the system, or ReadAsync, does "
                + "not keep the value."
        );
    }

    [Fact]
    public async Task A_system_that_does_not_hold_what_was_written_is_reported()
    {
        _store.Keep = static state => state with { Weight = 0, Slots = [] };

        await AssertFailsAsync("CrateResource does not conform: after an apply it still differs: weight, slots[a], slots[b].");
    }

    [Fact]
    public async Task A_write_that_returns_a_key_by_which_nothing_is_found_is_reported_with_both_keys()
    {
        _store.Returned = static _ => "crate 7";

        await AssertFailsAsync(
            "CrateResource does not conform: after an apply that returned the key 'crate 7', while Identify returns "
                + $"'{_parcel.SubscriptionId}', it still differs: the whole object."
        );
    }

    [Fact]
    public async Task A_removal_that_fails_on_what_is_gone_is_reported()
    {
        _store.Missing = static () => throw new InvalidOperationException("There is no such crate.");

        await AssertFailsAsync("CrateResource does not conform: after a second removal it throws: There is no such crate.");
    }

    [Fact]
    public async Task A_subscription_whose_object_must_not_exist_is_refused()
    {
        _parcel.Block.Weight = 0;

        await AssertFailsAsync(
            "CrateResource does not conform: Describe says that the object must not exist; give a subscription whose object is to exist."
        );
    }

    [Fact]
    public async Task Values_can_be_spoiled_past_the_resource()
    {
        var spoiled = new List<string>();

        await ResourceConformance.VerifyAsync(
            new CrateResource(_store),
            _parcel,
            (key, state, _) =>
            {
                spoiled.Add(key);
                _store.Crates[key] = state;
                return Task.CompletedTask;
            },
            TestContext.Current.CancellationToken
        );

        Assert.NotEmpty(spoiled);
        Assert.All(spoiled, key => Assert.Equal(_parcel.SubscriptionId.ToString(), key));
    }

    private Task<IReadOnlyList<string>> VerifyAsync() =>
        ResourceConformance.VerifyAsync(new CrateResource(_store), _parcel, cancellationToken: TestContext.Current.CancellationToken);

    private async Task AssertFailsAsync(string message) =>
        Assert.Equal(message, (await Assert.ThrowsAsync<OrchestratorAssertionException>(VerifyAsync)).Message);
}
