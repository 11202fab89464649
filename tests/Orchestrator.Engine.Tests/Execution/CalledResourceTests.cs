using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.Operations;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Execution;

/// <summary>A resource that is applied with <c>awaitCallback</c>: its system calls back when it has done what was written.</summary>
public sealed class CalledResourceTests : IAsyncLifetime
{
    private readonly TestDatabase _database = TestDatabase.New();
    private readonly FakeTimeProvider _clock = new(new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly GadgetSystem _system = new();
    private readonly CallbackRoutes _routes = new();
    private EngineHost _host = null!;
    private Guid _subscription;
    private int _written;

    public async ValueTask InitializeAsync()
    {
        _host = await StartAsync();
        var created = await _host.WaitAsync(
            await _host.Processes.StartAsync(
                "create_gadget",
                [EngineHost.Page(new { product = _host.ProductId("gadget") }), EngineHost.Page(new { size = 3, secret = "" })],
                "test"
            ),
            ProcessStatus.Completed
        );
        _subscription = created.SubscriptionIds.Single();
        Hold(4);
        _written = _system.Writes.Count;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task The_object_is_read_back_after_the_callback_also_by_another_host()
    {
        var waiting = await ForgeAsync(ProcessStatus.AwaitingCallback);
        var reads = _system.Reads;
        await _host.DisposeAsync();
        _host = await StartAsync();

        Hold(3);
        await CallBackAsync(waiting.ProcessId);
        var process = await _host.WaitAsync(waiting.ProcessId, ProcessStatus.Completed);

        Assert.Equal(_written + 1, _system.Writes.Count);
        Assert.Equal(reads + 1, _system.Reads);
        Assert.Equal(["Apply gadget at the smith AwaitingCallback", "Apply gadget at the smith Success"], RowsOf(process));
        var report = ReportOf(process, nameof(SmithGadgetResource));
        Assert.Equal("change", report.GetProperty("effect").GetString());
        Assert.Equal(4, report.GetProperty("differences")[0].GetProperty("actual").GetInt32());
        Assert.False(report.TryGetProperty("is_unconfirmed", out _));
        Assert.Equal("done", process.CurrentState["callback_result"].GetProperty("told").GetString());
        Assert.Equal("k1", process.CurrentState.Get<string>("smith_gadget_key"));
        Assert.Empty(_database.Query("SELECT * FROM process_callbacks"));
    }

    [Fact]
    public async Task A_host_that_dies_after_the_write_is_followed_by_one_that_writes_again_and_waits_for_the_callback()
    {
        _system.Store = state =>
        {
            Hold(4);
            LostHost.Lose(_database);
            return _system.Store(state);
        };
        var process = await StartForgeAsync(size: 3);
        await EngineHost.UntilAsync(() => Task.FromResult(_system.Writes.Count > _written));
        await _host.DisposeAsync();
        LostHost.EndLeases(_database);
        _host = await StartAsync();

        await _host.WaitAsync(process, ProcessStatus.AwaitingCallback);
        Hold(3);
        await CallBackAsync(process);
        var done = await _host.WaitAsync(process, ProcessStatus.Completed);

        Assert.Equal(_written + 2, _system.Writes.Count);
        Assert.Equal("change", ReportOf(done, nameof(SmithGadgetResource)).GetProperty("effect").GetString());
    }

    [Fact]
    public async Task Nothing_is_awaited_where_nothing_differs()
    {
        Hold(3);

        var process = await ForgeAsync(ProcessStatus.Completed);

        Assert.Equal(_written, _system.Writes.Count);
        Assert.Equal(["Apply gadget at the smith Success"], RowsOf(process));
        Assert.False(process.CurrentState.ContainsKey("callback_result"));
        Assert.Empty(_database.Query("SELECT * FROM process_callbacks"));
    }

    [Fact]
    public async Task An_object_that_differs_after_the_callback_fails_the_step_and_a_retry_writes_again_with_another_address()
    {
        var waiting = await ForgeAsync(ProcessStatus.AwaitingCallback);
        await CallBackAsync(waiting.ProcessId);
        var failed = await _host.WaitAsync(waiting.ProcessId, ProcessStatus.Failed);
        await _host.Processes.ResumeAsync(failed.ProcessId, [], "ann");
        var again = await _host.WaitAsync(failed.ProcessId, ProcessStatus.AwaitingCallback);
        Hold(3);
        await CallBackAsync(again.ProcessId);
        await _host.WaitAsync(failed.ProcessId, ProcessStatus.Completed);

        Assert.Equal("gadget at the smith was written, but still differs: size.", failed.FailedReason);
        Assert.Equal(_written + 2, _system.Writes.Count);
        Assert.Equal(2, _routes.Given.Distinct().Count());
    }

    [Fact]
    public async Task A_wait_that_is_over_fails_the_step_and_a_retry_does_not_write_what_is_there_by_now()
    {
        var waiting = await ForgeAsync(ProcessStatus.AwaitingCallback);
        await _host.AdvanceAsync(TimeSpan.FromSeconds(59));
        var still = await _host.Processes.GetAsync(waiting.ProcessId);
        await _host.AdvanceAsync(TimeSpan.FromSeconds(1));
        var failed = await _host.WaitAsync(waiting.ProcessId, ProcessStatus.Failed);

        Hold(3);
        await _host.Processes.ResumeAsync(failed.ProcessId, [], "ann");
        await _host.WaitAsync(failed.ProcessId, ProcessStatus.Completed);

        Assert.Equal(ProcessStatus.AwaitingCallback, still.Status);
        Assert.Equal("Callback timed out", failed.FailedReason);
        Assert.Equal(_written + 1, _system.Writes.Count);
    }

    [Fact]
    public async Task A_removal_is_called_back_too()
    {
        var waiting = await ForgeAsync(ProcessStatus.AwaitingCallback, size: 0);
        _system.Objects.Clear();
        await CallBackAsync(waiting.ProcessId);
        var process = await _host.WaitAsync(waiting.ProcessId, ProcessStatus.Completed);

        Assert.Equal("remove k1", _system.Writes.Last());
        Assert.Equal("remove", ReportOf(process, nameof(SmithGadgetResource)).GetProperty("effect").GetString());
        Assert.Equal(JsonValueKind.Null, process.CurrentState["smith_gadget_key"].ValueKind);
    }

    [Fact]
    public async Task An_object_that_settles_after_the_callback_is_read_again_without_another_write_or_callback()
    {
        var called = await _host.WaitAsync(await _host.StartAsync("cast_gadget", _subscription), ProcessStatus.AwaitingCallback);
        await CallBackAsync(called.ProcessId);
        var waiting = await _host.WaitAsync(called.ProcessId, ProcessStatus.Waiting);
        await _host.DisposeAsync();
        _host = await StartAsync();
        await _host.AdvanceAsync(TimeSpan.FromSeconds(10));
        var still = await _host.Processes.GetAsync(called.ProcessId);

        Hold(3);
        await _host.AdvanceAsync(TimeSpan.FromSeconds(10));
        var process = await _host.WaitAsync(called.ProcessId, ProcessStatus.Completed);

        Assert.Equal("gadget in the foundry was written, but still differs: size.", waiting.FailedReason);
        Assert.Equal(ProcessStatus.Waiting, still.Status);
        Assert.Equal(_written + 1, _system.Writes.Count);
        Assert.Single(_routes.Given);
        Assert.Equal(["Apply gadget in the foundry AwaitingCallback", "Apply gadget in the foundry Success"], RowsOf(process));
        Assert.Equal("change", ReportOf(process, nameof(FoundryGadgetResource)).GetProperty("effect").GetString());
    }

    [Fact]
    public async Task An_object_that_does_not_settle_after_the_callback_fails_and_a_retry_writes_again()
    {
        var called = await _host.WaitAsync(await _host.StartAsync("cast_gadget", _subscription), ProcessStatus.AwaitingCallback);
        await CallBackAsync(called.ProcessId);
        await _host.WaitAsync(called.ProcessId, ProcessStatus.Waiting);
        await _host.AdvanceAsync(TimeSpan.FromSeconds(61));
        var failed = await _host.WaitAsync(called.ProcessId, ProcessStatus.Failed);

        await _host.Processes.ResumeAsync(failed.ProcessId, [], "ann");
        await _host.WaitAsync(called.ProcessId, ProcessStatus.AwaitingCallback);

        Assert.Equal("gadget in the foundry was written, but still differs: size.", failed.FailedReason);
        Assert.Equal(["Apply gadget in the foundry AwaitingCallback", "Apply gadget in the foundry Failed"], RowsOf(failed));
        Assert.Equal(_written + 2, _system.Writes.Count);
    }

    private Task<EngineHost> StartAsync() =>
        EngineHost.StartAsync(_database, services: services => services.AddSingleton(_system).AddSingleton(_routes), time: _clock);

    /// <summary>The system holds an object of a size, and takes its time with everything that is written.</summary>
    private void Hold(int size)
    {
        GadgetState held = new(size, "", Revision: 7);
        _system.Objects["k1"] = held;
        _system.Store = _ => held;
    }

    private async Task<ProcessDetail> ForgeAsync(ProcessStatus status, int size = 3) =>
        await _host.WaitAsync(await StartForgeAsync(size), status);

    private Task<Guid> StartForgeAsync(int size) =>
        _host.Processes.StartAsync(
            "forge_gadget",
            [EngineHost.Page(new { subscription_id = _subscription }), EngineHost.Page(new { size })],
            "test"
        );

    /// <summary>Calls back at the address that the resource has passed on.</summary>
    private async Task CallBackAsync(Guid process)
    {
        var route = _routes.Given.Last()!;
        Assert.StartsWith($"/api/processes/{process}/callback/", route, StringComparison.Ordinal);
        await _host
            .Services.GetRequiredService<ICallbacks>()
            .AcceptAsync(process, route.Split('/')[^1], EngineHost.Page(new { told = "done" }), "system");
    }

    private static JsonElement ReportOf(ProcessDetail process, string resource) =>
        process.CurrentState["__external_resources__"].GetProperty(resource);

    private static IEnumerable<string> RowsOf(ProcessDetail process) =>
        process
            .Steps.Where(static step => step.Status is not null && step.Name.StartsWith("Apply ", StringComparison.Ordinal))
            .Select(static step => $"{step.Name} {step.Status}");
}
