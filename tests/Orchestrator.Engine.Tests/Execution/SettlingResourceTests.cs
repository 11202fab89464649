using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Execution;

/// <summary>A resource with <c>SettlesWithin</c>: its system holds what was written some time later.</summary>
public sealed class SettlingResourceTests : IAsyncLifetime
{
    private readonly TestDatabase _database = TestDatabase.New();
    private readonly FakeTimeProvider _clock = new(new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly GadgetSystem _system = new();
    private EngineHost _host = null!;
    private Guid _subscription;

    public async ValueTask InitializeAsync()
    {
        _host = await StartAsync();
        var created = await _host.WaitAsync(
            await _host.Processes.StartAsync(
                "create_gadget",
                [EngineHost.Page(new { product = _host.ProductId("gadget") }), EngineHost.Page(new { size = 3, secret = "s3cret" })],
                "test"
            ),
            ProcessStatus.Completed
        );
        _subscription = created.SubscriptionIds.Single();
        _system.Objects["k1"] = new(Size: 4, "", Revision: 7);
        _system.Store = static _ => new(Size: 4, "", Revision: 7);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task A_step_waits_without_writing_again_also_after_a_restart_until_the_system_holds_what_was_written()
    {
        var waiting = await _host.WaitAsync(await _host.StartAsync("fire_gadget", _subscription), ProcessStatus.Waiting);
        var written = _system.Writes.Count;
        await _host.DisposeAsync();
        _host = await StartAsync();
        await _host.AdvanceAsync(TimeSpan.FromSeconds(10));
        var still = await _host.Processes.GetAsync(waiting.ProcessId);

        _system.Objects["k1"] = new(Size: 3, "", Revision: 8);
        await _host.AdvanceAsync(TimeSpan.FromSeconds(10));
        var process = await _host.WaitAsync(waiting.ProcessId, ProcessStatus.Completed);

        Assert.Equal("gadget in the kiln was written, but still differs: size.", waiting.FailedReason);
        Assert.Equal(ProcessStatus.Waiting, still.Status);
        Assert.Equal(written, _system.Writes.Count);
        var report = process.CurrentState["__external_resources__"].GetProperty("FiredGadgetResource");
        Assert.Equal("change", report.GetProperty("effect").GetString());
        Assert.Equal(4, report.GetProperty("differences")[0].GetProperty("actual").GetInt32());
        Assert.Single(process.Steps, static step => step.Name == "Apply gadget in the kiln");
        Assert.Null(process.FailedReason);
    }

    [Fact]
    public async Task A_step_whose_time_is_over_fails_with_the_paths_and_a_retry_writes_again()
    {
        var waiting = await _host.WaitAsync(await _host.StartAsync("fire_gadget", _subscription), ProcessStatus.Waiting);
        var written = _system.Writes.Count;
        await _host.AdvanceAsync(TimeSpan.FromSeconds(59));
        var still = await _host.Processes.GetAsync(waiting.ProcessId);
        await _host.AdvanceAsync(TimeSpan.FromSeconds(2));
        var failed = await _host.WaitAsync(waiting.ProcessId, ProcessStatus.Failed);

        _system.Store = static state => state;
        await _host.Processes.ResumeAsync(failed.ProcessId, [], "ann");
        await _host.WaitAsync(failed.ProcessId, ProcessStatus.Completed);

        Assert.Equal(ProcessStatus.Waiting, still.Status);
        Assert.Equal("gadget in the kiln was written, but still differs: size.", failed.FailedReason);
        Assert.Equal(
            4,
            failed
                .Steps.Single(static step => step.Status == StepStatus.Failed)
                .State!["details"]
                .GetProperty("differences")[0]
                .GetProperty("actual")
                .GetInt32()
        );
        Assert.Equal(written + 1, _system.Writes.Count);
    }

    [Fact]
    public async Task A_removal_that_takes_its_time_is_waited_for_too()
    {
        var waiting = await _host.WaitAsync(await _host.StartAsync("quench_gadget", _subscription), ProcessStatus.Waiting);
        var written = _system.Writes.Count;

        _system.Objects.Clear();
        await _host.AdvanceAsync(TimeSpan.FromSeconds(10));
        var process = await _host.WaitAsync(waiting.ProcessId, ProcessStatus.Completed);

        Assert.StartsWith("gadget in the kiln was removed, but is still there", waiting.FailedReason, StringComparison.Ordinal);
        Assert.Equal(written, _system.Writes.Count);
        Assert.Equal(
            "remove",
            process.CurrentState["__external_resources__"].GetProperty("FiredGadgetResource").GetProperty("effect").GetString()
        );
    }

    private Task<EngineHost> StartAsync() =>
        EngineHost.StartAsync(_database, services: services => services.AddSingleton(_system), time: _clock);
}
