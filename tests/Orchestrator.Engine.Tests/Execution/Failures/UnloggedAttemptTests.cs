using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Execution.Failures;

/// <summary>What an execution that left no row behind counts for, and what becomes of a process whose rows cannot be read.</summary>
public sealed class UnloggedAttemptTests : IDisposable
{
    private const string LongAgo = "'2020-01-01T00:00:00.000000Z'";
    private const string GivenBack = "'1970-01-01T00:00:00.000000Z'";

    private readonly TestDatabase _database = TestDatabase.New();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task A_process_that_loses_every_host_fails_says_so_and_counts_from_the_beginning_when_it_is_retried()
    {
        var processId = await LeaveUnfinishedAsync($"expires_at = {LongAgo}, unlogged_attempts = 2");
        await using var host = await EngineHost.StartAsync(_database, static options => options.MaxUnloggedAttempts = 3);
        var failed = await host.WaitAsync(processId, ProcessStatus.Failed);
        var calls = host.External.Calls.Count;
        await host.Processes.ResumeAsync(processId, [], "test");
        var completed = await host.WaitAsync(processId, ProcessStatus.Completed);

        Assert.Contains("'Apply patiently' was begun 3 times in a row", failed.FailedReason, StringComparison.Ordinal);
        Assert.Equal(0, calls);
        Assert.Equal(1, completed.CurrentState.Get<int>("attempt"));
    }

    [Fact]
    public async Task Each_lost_host_counts_as_an_attempt()
    {
        var processId = await LeaveUnfinishedAsync($"expires_at = {LongAgo}, unlogged_attempts = 2");
        await using var host = await EngineHost.StartAsync(_database);

        var completed = await host.WaitAsync(processId, ProcessStatus.Completed);
        Assert.Equal(4, completed.CurrentState.Get<int>("attempt"));
        Assert.Equal(["0"], _database.Query($"SELECT unlogged_attempts FROM process_leases WHERE pid = '{processId}'"));
    }

    [Fact]
    public async Task A_host_that_gave_its_lease_back_between_two_steps_does_not_count()
    {
        var processId = await LeaveUnfinishedAsync($"expires_at = {GivenBack}");
        await using var host = await EngineHost.StartAsync(_database);

        var completed = await host.WaitAsync(processId, ProcessStatus.Completed);
        Assert.Equal(1, completed.CurrentState.Get<int>("attempt"));
    }

    [Theory]
    [InlineData("UPDATE process_steps SET status = 'enchanted' WHERE pid = '{0}'")]
    [InlineData("UPDATE process_steps SET state = '[1]' WHERE pid = '{0}'")]
    public async Task A_process_whose_rows_cannot_be_read_fails_and_holds_up_no_other(string damage)
    {
        var processId = await LeaveUnfinishedAsync($"expires_at = {GivenBack}");
        _database.Query(string.Format(System.Globalization.CultureInfo.InvariantCulture, damage, processId));
        await using var host = await EngineHost.StartAsync(_database);

        await EngineHost.UntilAsync(() =>
            Task.FromResult(_database.Query($"SELECT last_status FROM processes WHERE pid = '{processId}'") is ["failed"])
        );
        await host.RunPlainAsync("mop_floor");

        Assert.Contains(
            "cannot be read",
            _database.Query($"SELECT failed_reason FROM processes WHERE pid = '{processId}'").Single(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Without_its_row_of_settings_the_engine_continues_and_the_next_host_writes_it()
    {
        await using (var host = await EngineHost.StartAsync(_database))
        {
            _database.Query("DELETE FROM engine_settings");
            await host.RunPlainAsync("mop_floor");
        }

        await using var next = await EngineHost.StartAsync(_database);
        Assert.Equal(["1"], _database.Query("SELECT count(*) FROM engine_settings"));
    }

    /// <summary>Runs a process, and takes its last steps away: it stands before "Apply patiently", with a lease that is as given.</summary>
    private async Task<Guid> LeaveUnfinishedAsync(string lease)
    {
        await using var host = await EngineHost.StartAsync(_database);
        var processId = (await host.RunPlainAsync("retry_by_hand")).ProcessId;
        await host.StopAsync();
        _database.Query(
            $"""
            DELETE FROM process_steps WHERE pid = '{processId}' AND name <> 'Start';
            UPDATE processes SET last_status = 'running', last_step = 'Start' WHERE pid = '{processId}';
            UPDATE process_leases SET {lease} WHERE pid = '{processId}';
            """
        );
        return processId;
    }
}
