using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Dashboard.Processes;
using Orchestrator.Dashboard.Tests.Support;
using Orchestrator.Operations;
using Orchestrator.Processes;

namespace Orchestrator.Dashboard.Tests;

/// <summary>What a person does to a process is done to the step that they have seen, with a reason that is kept.</summary>
public sealed class SteeringTests : IAsyncLifetime
{
    private readonly DashboardHost _host = new();
    private Browser _browser = null!;

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        _browser = new(_host);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task A_step_that_the_user_has_not_seen_is_neither_skipped_nor_retried_nor_aborted()
    {
        var process = await FailAsync();
        var seen = ProcessPosition.Of(await _host.Processes.GetAsync(process));
        await MoveOnAsync(process);

        var conflicts = new[]
        {
            await Assert.ThrowsAsync<ConflictException>(() => _host.Processes.SkipAsync(process, "It is closed.", "ann", seen)),
            await Assert.ThrowsAsync<ConflictException>(() => _host.Processes.ResumeAsync(process, [], "ann", seen)),
            await Assert.ThrowsAsync<ConflictException>(() => _host.Processes.AbortAsync(process, "ann", "It is closed.", seen)),
        };

        Assert.All(conflicts, static conflict => Assert.Equal("process_moved", conflict.Code));
        Assert.Equal(("Inspect lock", ProcessStatus.Failed), await PlaceAsync(process));
        await _host.Processes.AbortAsync(process, "ann", "It is closed.", ProcessPosition.Of(await _host.Processes.GetAsync(process)));
        Assert.Equal(ProcessStatus.Aborted, (await _host.Processes.GetAsync(process)).Status);
    }

    [Fact]
    public async Task A_question_about_a_step_names_it_and_is_closed_when_the_process_moves_on()
    {
        var process = await FailAsync();
        var steering = Open(process);
        await Browser.ClickAsync(steering, "Skip");
        _browser.Dialogs.WaitForAssertion(() =>
            Assert.Contains("continues after the step 'Inspect'", _browser.Dialogs.Markup, StringComparison.Ordinal)
        );

        await MoveOnAsync(process);

        _browser.Dialogs.WaitForAssertion(() => Assert.Null(Browser.FindButton(_browser.Dialogs, "Skip the step")));
        Assert.Equal(("Inspect lock", ProcessStatus.Failed), await PlaceAsync(process));
    }

    [Fact]
    public async Task A_process_is_aborted_with_a_reason_that_is_in_the_audit()
    {
        var process = await FailAsync();
        var steering = Open(process);

        await Browser.ClickAsync(steering, "Abort");
        _browser.Dialogs.WaitForElement("textarea");
        Assert.True(Browser.IsDisabled(Browser.FindButton(_browser.Dialogs, "Abort the process")!));
        await _browser.Dialogs.InvokeAsync(() => _browser.Dialogs.Find("textarea").InputAsync("The plant is pulled down."));
        await Browser.ClickAsync(_browser.Dialogs, "Abort the process");

        steering.WaitForAssertion(() => Assert.Null(Browser.FindButton(steering, "Abort")));
        var search = new AuditSearch(0, 1) { Action = WireName.Of(AuditAction.AbortProcess) };
        var entry = Assert.Single((await _host.Provider.GetRequiredService<IAudit>().SearchAsync(search, "ann")).Items);
        Assert.Equal((process, "The plant is pulled down."), (entry.ProcessId!.Value, entry.Reason));
    }

    [Fact]
    public async Task While_the_engine_is_paused_no_button_continues_a_process()
    {
        var process = await FailAsync();
        var steering = Open(process);
        steering.WaitForAssertion(() => Assert.False(Browser.IsDisabled(Browser.FindButton(steering, "Retry")!)));
        var control = _host.Provider.GetRequiredService<IEngineControl>();

        await control.PauseAsync("ann");

        steering.WaitForAssertion(() =>
        {
            Assert.True(Browser.IsDisabled(Browser.FindButton(steering, "Retry")!));
            Assert.True(Browser.IsDisabled(Browser.FindButton(steering, "Skip")!));
            Assert.Contains("The engine is paused", steering.Markup, StringComparison.Ordinal);
        });
        await control.ResumeAsync("ann");
        steering.WaitForAssertion(() => Assert.False(Browser.IsDisabled(Browser.FindButton(steering, "Retry")!)));
    }

    [Fact]
    public async Task Another_process_in_the_same_place_shows_nothing_of_the_one_before()
    {
        var failed = await FailAsync();
        _host.Plant.Failures = 0;
        var valve = await _host.CreateValveAsync();
        var ended = (await _host.Processes.SearchAsync(new([new("subscription_id", valve.ToString())], [], 0, 1))).Items[0].ProcessId;
        var steering = Open(failed);
        await Browser.ClickAsync(steering, "Abort");
        _browser.Dialogs.WaitForElement("textarea");
        steering.Render(parameters => parameters.Add(static steering => steering.ProcessId, ended));

        Assert.Null(Browser.FindButton(steering, "Abort"));
        _browser.Dialogs.WaitForAssertion(() => Assert.Null(Browser.FindButton(_browser.Dialogs, "Abort the process")));
    }

    private async Task<Guid> FailAsync()
    {
        _host.Plant.Failures = 1;
        return (await _host.Engine.RunAsync("inspect_plant", new { })).ProcessId;
    }

    /// <summary>Someone else retries the process, and it fails at the next step.</summary>
    private async Task MoveOnAsync(Guid process)
    {
        (_host.Plant.Failures, _host.Plant.IsLocked) = (0, true);
        await _host.Processes.ResumeAsync(process, [], "bob");
        await Orchestrator.Testing.OrchestratorTestHost.UntilAsync(async () =>
            await PlaceAsync(process) == ("Inspect lock", ProcessStatus.Failed)
        );
    }

    private async Task<(string?, ProcessStatus)> PlaceAsync(Guid process)
    {
        var found = await _host.Processes.GetAsync(process);
        return (found.LastStep, found.Status);
    }

    private IRenderedComponent<ProcessSteering> Open(Guid process) =>
        _browser.Render<ProcessSteering>(parameters => parameters.Add(static steering => steering.ProcessId, process));
}
