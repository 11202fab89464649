using System.Text.Json;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Operations.Reading;

/// <summary>A page that follows a process reads of its steps only what it has not read yet.</summary>
public sealed class ShownAgainTests : IAsyncLifetime
{
    private EngineHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await EngineHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_process_that_has_moved_on_is_the_same_as_one_that_is_read_as_a_whole()
    {
        var asking = await _host.RunPlainAsync("move_house", ProcessStatus.Suspended);
        var before = await _host.Processes.ShowAsync(asking.ProcessId, "ann");
        await _host.Processes.AbortAsync(asking.ProcessId, "ann");

        var again = await _host.Processes.ShowAgainAsync(before, "ann");

        Assert.Equal(Describe(await _host.Processes.ShowAsync(asking.ProcessId, "ann")), Describe(again));
        Assert.NotEqual(Describe(before), Describe(again));
    }

    [Fact]
    public async Task The_states_of_steps_that_are_done_are_not_read_again()
    {
        var asking = await _host.RunPlainAsync("move_house", ProcessStatus.Suspended);
        var before = await _host.Processes.ShowAsync(asking.ProcessId, "ann");
        var done = before.Steps.Where(static step => step.Status == StepStatus.Success).ToArray();

        // What no host does: so it shows which rows are read.
        _host.Database.Query($"UPDATE process_steps SET state = '{{\"read\": \"again\"}}' WHERE pid = '{asking.ProcessId}'");
        var again = await _host.Processes.ShowAgainAsync(before, "ann");

        Assert.NotEmpty(done);
        Assert.Equal(done, again.Steps.Where(static step => step.Status == StepStatus.Success));
        Assert.Equal(
            ["again"],
            again.Steps.Where(static step => step.Status == StepStatus.Suspend).Select(static step => step.State!.Get<string>("read"))
        );
    }

    [Fact]
    public async Task A_step_that_is_written_again_and_all_after_one_that_is_gone_are_shown_as_they_are()
    {
        var asking = await _host.RunPlainAsync("move_house", ProcessStatus.Suspended);
        var before = await _host.Processes.ShowAsync(asking.ProcessId, "ann");
        var first = before.Steps[0].StepId;
        _host.Database.Query(
            $$"""
            DELETE FROM process_steps WHERE stepid = '{{first}}';
            UPDATE process_steps SET state = '{"read": "again"}', completed_at = '2020-01-01T00:00:00.000000Z'
            WHERE stepid = '{{before.Steps[1].StepId}}'
            """
        );

        var again = await _host.Processes.ShowAgainAsync(before, "ann");

        Assert.Equal(Describe(await _host.Processes.ShowAsync(asking.ProcessId, "ann")), Describe(again));
        Assert.Equal("again", again.Steps[0].StateDelta!.Get<string>("read"));
    }

    private static string Describe(ProcessDetail process) =>
        JsonSerializer.Serialize(
            new
            {
                process.Status,
                process.LastStep,
                process.CurrentState,
                Steps = process.Steps.Select(static step => step.ToString() + step.State?.ToJson() + step.StateDelta?.ToJson()),
            }
        );
}
