using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Forms;

/// <summary>How what a form gives becomes state.</summary>
public sealed class FormStateTests : IAsyncLifetime
{
    private EngineHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await EngineHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task An_answer_is_merged_deeply_into_the_state_objects_member_by_member_and_lists_as_a_whole()
    {
        var asking = await _host.RunPlainAsync("move_house", ProcessStatus.Suspended);
        await _host.Processes.ResumeAsync(
            asking.ProcessId,
            [EngineHost.Page(new { address = new { city = "Delft", floors = new[] { 3 } } })],
            "ann"
        );
        var process = await _host.WaitAsync(asking.ProcessId, ProcessStatus.Completed);

        EngineHost.AssertJson("""{"street": "High Street", "city": "Delft", "floors": [3]}""", process.CurrentState["address"]);
    }

    [Fact]
    public async Task A_form_that_gives_what_says_whose_process_it_is_does_not_win()
    {
        var page = new
        {
            process_id = "mine",
            reporter = "stranger",
            workflow_name = "create_thing",
            workflow_target = "CREATE",
            harmless = "kept",
        };
        var process = await _host.RunPlainAsync("usurp_identity", [page]);

        Assert.Equal(
            (process.ProcessId.ToString(), "test", "usurp_identity", "SYSTEM", "kept"),
            (Text("process_id"), Text("reporter"), Text("workflow_name"), Text("workflow_target"), Text("harmless"))
        );
        Assert.Equal("test", process.CreatedBy);
        string Text(string key) => process.CurrentState.Get<string>(key);
    }

    [Fact]
    public async Task A_form_does_not_change_the_subscription_that_was_chosen_and_checked_on_the_first_page()
    {
        var (chosen, other) = (await _host.CreateThingAsync(), await _host.CreateThingAsync());

        var id = await _host.StartAsync("usurp_subscription", chosen, new { subscription_id = other });
        var process = await _host.WaitAsync(id, ProcessStatus.Completed);

        Assert.Equal([chosen], process.SubscriptionIds);
        Assert.Equal(chosen, process.CurrentState.Get<Guid>("subscription_id"));
    }

    [Fact]
    public async Task What_was_posted_is_kept_also_when_it_was_nothing()
    {
        _host.External.FailNext(new InvalidOperationException("Down."));
        var failed = await _host.RunPlainAsync("mop_floor", ProcessStatus.Failed);
        await _host.Processes.ResumeAsync(failed.ProcessId, [], "ann");
        await _host.WaitAsync(failed.ProcessId, ProcessStatus.Completed);

        Assert.Equal(
            ["[]"],
            _host.Database.Query($"SELECT input_state FROM input_states WHERE pid = '{failed.ProcessId}' AND input_type = 'user_input'")
        );
    }
}
