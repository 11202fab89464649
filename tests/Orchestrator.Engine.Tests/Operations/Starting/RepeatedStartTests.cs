using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.Forms;
using Orchestrator.Operations;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Operations.Starting;

/// <summary>A start with a key is made once, however often it is asked for.</summary>
public sealed class RepeatedStartTests : IAsyncLifetime
{
    private static readonly JsonElement[] NoAnswers = [JsonElement.Parse("{}")];

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private EngineHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await EngineHost.StartAsync(time: _time);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Twenty_at_once_are_one_process_and_all_get_its_id()
    {
        var ids = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Task.Run(() => _host.Processes.StartOnceAsync("run_group", NoAnswers, "ann", "once")))
        );

        Assert.Equal([ids[0].ToString()], Processes("run_group"));
        Assert.Single(ids.Distinct());
    }

    [Fact]
    public async Task Twenty_at_once_of_what_runs_one_at_a_time_are_one_process_too()
    {
        _host.External.Hold();

        var ids = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Task.Run(() => _host.Processes.StartOnceAsync("mop_floor", NoAnswers, "ann", "once")))
        );

        Assert.Equal([ids[0].ToString()], Processes("mop_floor"));
        Assert.Single(ids.Distinct());
    }

    [Fact]
    public async Task A_repetition_is_answered_although_the_first_start_has_made_the_same_start_impossible()
    {
        var thing = await _host.CreateThingAsync();
        JsonElement[] pages =
        [
            EngineHost.Page(new { subscription_id = thing, version = Version(thing) }),
            EngineHost.Page(new { size = 7 }),
        ];
        var first = await _host.Processes.StartOnceAsync("modify_thing", pages, "ann", "modify");
        await _host.WaitAsync(first, ProcessStatus.Completed);

        await Assert.ThrowsAsync<FormInvalidException>(() => _host.Processes.StartAsync("modify_thing", pages, "ann"));

        Assert.Equal(first, await _host.Processes.StartOnceAsync("modify_thing", pages, "ann", "modify"));
        await _host.Services.GetRequiredService<IEngineControl>().PauseAsync("test");
        Assert.Equal(first, await _host.Processes.StartOnceAsync("modify_thing", pages, "ann", "modify"));
    }

    [Fact]
    public async Task Another_start_under_the_same_key_is_refused_and_another_user_has_keys_of_his_own()
    {
        var first = await _host.Processes.StartOnceAsync("run_group", NoAnswers, "ann", "key");

        var otherWorkflow = await Assert.ThrowsAsync<ConflictException>(() =>
            _host.Processes.StartOnceAsync("mop_floor", NoAnswers, "ann", "key")
        );
        var otherPages = await Assert.ThrowsAsync<ConflictException>(() =>
            _host.Processes.StartOnceAsync("run_group", [EngineHost.Page(new { a = 1 })], "ann", "key")
        );
        var bobs = await _host.Processes.StartOnceAsync("run_group", NoAnswers, new Caller("ann") { AuthenticatedName = "bob" }, "key");

        Assert.Equal(("idempotency_key_taken", "idempotency_key_taken"), (otherWorkflow.Code, otherPages.Code));
        Assert.NotEqual(first, bobs);
    }

    [Fact]
    public async Task A_start_that_was_refused_may_be_repeated_and_one_that_was_deleted_is_not_made_again()
    {
        var thing = await _host.CreateThingAsync();
        JsonElement[] pages = [EngineHost.Page(new { subscription_id = thing }), EngineHost.Page(new { size = 7 })];
        _host.Database.Query("UPDATE subscriptions SET insync = FALSE");
        await Assert.ThrowsAsync<FormInvalidException>(() => _host.Processes.StartOnceAsync("modify_thing", pages, "ann", "modify"));
        _host.Database.Query("UPDATE subscriptions SET insync = TRUE");
        var modified = await _host.Processes.StartOnceAsync("modify_thing", pages, "ann", "modify");
        var task = await _host.Processes.StartOnceAsync("run_group", NoAnswers, "ann", "group");
        await _host.WaitAsync(task, ProcessStatus.Completed);
        await _host.Processes.DeleteAsync(task, "ann");

        Assert.Equal([modified.ToString()], Processes("modify_thing"));
        Assert.Equal(task, await _host.Processes.StartOnceAsync("run_group", NoAnswers, "ann", "group"));
        Assert.Empty(Processes("run_group"));
    }

    [Fact]
    public async Task A_key_is_forgotten_after_a_day()
    {
        var first = await _host.Processes.StartOnceAsync("run_group", NoAnswers, "ann", "key");
        await _host.AdvanceAsync(TimeSpan.FromHours(23));
        Assert.Equal(first, await _host.Processes.StartOnceAsync("run_group", NoAnswers, "ann", "key"));
        await _host.AdvanceAsync(TimeSpan.FromHours(2));

        var second = await _host.Processes.StartOnceAsync("run_group", NoAnswers, "ann", "key");

        Assert.NotEqual(first, second);
        Assert.Equal([second.ToString()], _host.Database.Query("SELECT pid FROM process_starts"));

        // The clean-up is due every six hours.
        await _host.AdvanceAsync(TimeSpan.FromHours(24 + 6));

        Assert.Empty(_host.Database.Query("SELECT pid FROM process_starts"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a key")]
    [InlineData("schlüssel")]
    [InlineData("a\nb")]
    public async Task A_key_that_is_not_one_is_refused(string key)
    {
        var refused = await Assert.ThrowsAsync<InvalidRequestException>(() =>
            _host.Processes.StartOnceAsync("run_group", NoAnswers, "ann", key)
        );

        Assert.Equal("idempotency_key_invalid", refused.Code);
        Assert.Empty(Processes("run_group"));
    }

    private IReadOnlyList<string> Processes(string workflow) =>
        _host.Database.Query(
            $"SELECT p.pid FROM processes p JOIN workflows w ON w.workflow_id = p.workflow_id WHERE w.name = '{workflow}'"
        );

    private int Version(Guid subscription) =>
        int.Parse(
            _host.Database.Query($"SELECT version FROM subscriptions WHERE subscription_id = '{subscription}'").Single(),
            System.Globalization.CultureInfo.InvariantCulture
        );
}
