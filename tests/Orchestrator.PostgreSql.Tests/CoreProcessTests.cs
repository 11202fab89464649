using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests;

/// <summary>What becomes of the processes that orchestrator-core has left behind, in each of its statuses.</summary>
public sealed class CoreProcessTests : IAsyncLifetime
{
    private const string Reason = "was begun by orchestrator-core";

    private readonly PostgreSqlTestDatabase _database = new(migrated: false);
    private EngineHost? _host;

    private EngineHost Host => _host!;

    public ValueTask InitializeAsync()
    {
        _database.Query(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "CoreSchema.sql")));
        _database.Query(
            "INSERT INTO workflows (name, target, description, is_task) "
                + "VALUES ('run_group', 'SYSTEM', 'Run a group', true), ('vanished', 'SYSTEM', 'Is no longer in the code', true)"
        );
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        _database.Dispose();
    }

    [Theory]
    [InlineData("created")]
    [InlineData("running")]
    public async Task One_of_which_no_step_is_recorded_begins_with_its_stored_input(string status)
    {
        var processId = Leave(status, "run_group");

        await TakeOverAsync();
        var process = await Host.WaitAsync(processId, ProcessStatus.Completed);

        Assert.Equal([(processId, 0)], Host.External.Calls);
        Assert.Equal(["Start", "Before", "Provision", "After", "Done"], process.Steps.Select(static step => step.Name));
        Assert.Equal("from core", process.CurrentState.Get<string>("note"));
    }

    [Fact]
    public async Task One_of_which_no_step_is_recorded_and_whose_workflow_is_gone_fails_with_the_reason()
    {
        var processId = Leave("created", "vanished");

        await TakeOverAsync();
        var process = await Host.WaitAsync(processId, ProcessStatus.Failed);

        Assert.Contains("'vanished' is no longer in the code", process.FailedReason, StringComparison.Ordinal);
        await AssertOnlyAbortableAsync(processId, "is no longer in the code");
    }

    [Theory]
    [InlineData("running")]
    [InlineData("resumed")]
    public async Task One_that_no_one_would_end_fails_with_the_reason_and_is_not_executed(string status)
    {
        var processId = Leave(status, "run_group", ("Start", "success"), ("Before", "success"));

        await TakeOverAsync();
        var process = await Host.WaitAsync(processId, ProcessStatus.Failed);

        Assert.Contains(Reason, process.FailedReason, StringComparison.Ordinal);
        Assert.Equal(["Start", "Before"], process.Steps.Select(static step => step.Name));
        await AssertOnlyAbortableAsync(processId, Reason);
    }

    [Theory]
    [InlineData("waiting", "waiting")]
    [InlineData("suspended", "suspend")]
    [InlineData("awaiting_callback", "awaiting_callback")]
    [InlineData("failed", "failed")]
    [InlineData("api_unavailable", "failed")]
    [InlineData("inconsistent_data", "failed")]
    public async Task One_that_waits_for_someone_stays_as_it_is_and_can_be_shown_and_aborted(string status, string stepStatus)
    {
        var processId = Leave(status, "run_group", ("Start", "success"), ("Before", stepStatus));

        await TakeOverAsync();
        await SettleAsync();

        var process = await Host.Processes.GetAsync(processId);
        Assert.Equal(status, WireName.Of(process.Status));
        Assert.Equal(["Start", "Before"], process.Steps.Select(static step => step.Name));
        await AssertOnlyAbortableAsync(processId, Reason);
    }

    [Fact]
    public async Task Retrying_all_tasks_executes_none_of_them()
    {
        Guid[] left =
        [
            .. new[] { "waiting", "failed", "api_unavailable", "inconsistent_data" }.Select(status =>
                Leave(status, "run_group", ("Start", "success"), ("Before", status == "waiting" ? status : "failed"))
            ),
        ];

        await TakeOverAsync();
        Assert.Equal(left.Length, await Host.Processes.ResumeAllAsync("ann"));
        foreach (var processId in left)
        {
            Assert.Contains(Reason, (await Host.WaitAsync(processId, ProcessStatus.Failed)).FailedReason, StringComparison.Ordinal);
        }

        Assert.Empty(Host.External.Calls);
    }

    [Theory]
    [InlineData("completed", "complete")]
    [InlineData("aborted", "abort")]
    public async Task One_that_has_ended_stays_so(string status, string stepStatus)
    {
        var processId = Leave(status, "run_group", ("Start", "success"), ("Done", stepStatus));
        await TakeOverAsync();
        await SettleAsync();

        await Host.Processes.AbortAsync(processId, "ann");

        var process = await Host.Processes.GetAsync(processId);
        Assert.Equal(status, WireName.Of(process.Status));
        Assert.Equal(["Start", "Done"], process.Steps.Select(static step => step.Name));
        Assert.Empty(Host.External.Calls);
    }

    /// <summary>Writes a process as orchestrator-core does: its rows know nothing of the columns that are ours.</summary>
    private Guid Leave(string status, string workflow, params (string Name, string Status)[] steps)
    {
        var processId = Guid.NewGuid();
        var state =
            $$"""{"process_id": "{{processId}}", "reporter": "SYSTEM", "workflow_name": "{{workflow}}", "workflow_target": "SYSTEM", "note": "from core"}""";
        _database.Query(
            $"""
            INSERT INTO processes (pid, last_status, last_step, workflow_id, is_task) SELECT '{processId}', '{status}', {(
                steps.Length == 0 ? "NULL" : $"'{steps[^1].Name}'"
            )}, workflow_id, is_task FROM workflows WHERE name = '{workflow}';
            INSERT INTO input_states (pid, input_state, input_type) VALUES ('{processId}', '{state}', 'initial_state')
            """
        );
        foreach (var (name, stepStatus) in steps)
        {
            _database.Query(
                $"INSERT INTO process_steps (pid, name, status, state, created_by) "
                    + $"VALUES ('{processId}', '{name}', '{stepStatus}', '{state}', 'SYSTEM')"
            );
        }

        return processId;
    }

    private async Task TakeOverAsync() => _host = await EngineHost.StartAsync(_database);

    /// <summary>Waits until a process that was started later is through: by then whatever recovery finds was found.</summary>
    private async Task SettleAsync()
    {
        var later = Leave("created", "vanished");
        await Host.WaitAsync(later, ProcessStatus.Failed);
    }

    private async Task AssertOnlyAbortableAsync(Guid processId, string reason)
    {
        var retry = await Assert.ThrowsAsync<ConflictException>(() => Host.Processes.ResumeAsync(processId, [], "ann"));
        await Host.Processes.AbortAsync(processId, "ann");

        Assert.Contains(reason, retry.Message, StringComparison.Ordinal);
        var aborted = await Host.Processes.GetAsync(processId);
        Assert.Equal((ProcessStatus.Aborted, "User Aborted", "ann"), (aborted.Status, aborted.LastStep, aborted.Steps[^1].CreatedBy));
        Assert.Empty(Host.External.Calls);
    }
}
