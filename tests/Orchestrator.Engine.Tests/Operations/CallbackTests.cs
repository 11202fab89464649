using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.Operations;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Operations;

public sealed class CallbackTests : IAsyncLifetime
{
    private EngineHost _host = null!;

    private ICallbacks Callbacks => _host.Services.GetRequiredService<ICallbacks>();

    public async ValueTask InitializeAsync() => _host = await EngineHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_process_waits_for_each_callback_with_an_address_of_its_own()
    {
        var first = await _host.RunPlainAsync("call_back", ProcessStatus.AwaitingCallback);
        await Callbacks.AcceptAsync(first.ProcessId, TokenOf(first), EngineHost.Page(new { colour = "red" }), "test");
        var second = await _host.WaitAsync(first.ProcessId, ProcessStatus.AwaitingCallback);
        await Callbacks.AcceptAsync(first.ProcessId, TokenOf(second), EngineHost.Page(new { colour = "blue" }), "test");
        var process = await _host.WaitAsync(first.ProcessId, ProcessStatus.Completed);

        Assert.NotEqual(TokenOf(first), TokenOf(second));
        Assert.Equal("red", process.CurrentState.Get<string>("colour"));
        Assert.Equal("blue", process.CurrentState.Get<string>("delivered"));
        Assert.Equal(
            ["Start Success", "Order AwaitingCallback", "Order Success", "Deliver AwaitingCallback", "Deliver Success", "Done Complete"],
            process.Steps.Select(static step => $"{step.Name} {step.Status}")
        );
        Assert.DoesNotContain(process.CurrentState.Keys, static key => key.StartsWith("__", StringComparison.Ordinal));
        Assert.Empty(_host.Database.Query("SELECT * FROM process_callbacks"));
    }

    [Theory]
    [InlineData(null, "/api/processes/")]
    [InlineData("https://orchestrator.example.org", "https://orchestrator.example.org/api/processes/")]
    [InlineData("http://example.org:8080/core/", "http://example.org:8080/core/api/processes/")]
    public async Task The_address_is_a_complete_one_where_the_settings_say_where_the_host_is_reached(string? publicUrl, string begins)
    {
        await using var host = await EngineHost.StartAsync(configure: options => options.PublicUrl = publicUrl);

        var process = await host.RunPlainAsync("call_back", ProcessStatus.AwaitingCallback);
        await host.CallBackAsync(process.ProcessId, new { colour = "red" });

        var address = process.CurrentState.Get<string>("callback_route");
        Assert.StartsWith($"{begins}{process.ProcessId}/callback/", address, StringComparison.Ordinal);
        Assert.Equal($"{begins}{process.ProcessId}/callback/(secret)", CallbackSecrets.Hide(address));
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData("https://orchestrator.example.org", 0)]
    public async Task A_host_that_hands_out_addresses_and_does_not_know_its_own_says_so_once(string? publicUrl, int warnings)
    {
        var log = new HostLog();
        await using var host = await EngineHost.StartAsync(
            configure: options => options.PublicUrl = publicUrl,
            services: services => services.AddSingleton<ILoggerProvider>(log)
        );

        await host.RunPlainAsync("call_back", ProcessStatus.AwaitingCallback);
        await host.RunPlainAsync("call_back", ProcessStatus.AwaitingCallback);

        Assert.Equal(
            Enumerable.Repeat(LogLevel.Warning, warnings),
            log.Entries.Where(static entry => entry.Text.Contains("Set Orchestrator:PublicUrl", StringComparison.Ordinal))
                .Select(static entry => entry.Level)
        );
    }

    [Theory]
    [InlineData("call_back", "{}")]
    [InlineData("call_back", """{"colour":null}""")]
    [InlineData("call_back_soon", """{"colour":7}""")]
    [InlineData("call_back_soon", """{"color":"red"}""")]
    public async Task A_result_that_its_step_cannot_read_is_refused_with_the_member_and_can_be_sent_again(string workflow, string result)
    {
        var process = await _host.RunPlainAsync(workflow, ProcessStatus.AwaitingCallback);
        var steps = _host.Database.Query("SELECT * FROM process_steps ORDER BY 1");

        var refused = await Assert.ThrowsAsync<InvalidRequestException>(() =>
            Callbacks.AcceptAsync(process.ProcessId, TokenOf(process), JsonElement.Parse(result), "test")
        );
        var unknown = await Assert.ThrowsAsync<NotFoundException>(() =>
            Callbacks.AcceptAsync(process.ProcessId, "wrong", JsonElement.Parse(result), "test")
        );
        var stepsAfter = _host.Database.Query("SELECT * FROM process_steps ORDER BY 1");
        await Callbacks.AcceptAsync(process.ProcessId, TokenOf(process), EngineHost.Page(new { colour = "red" }), "test");
        var after = await _host.WaitAsync(process.ProcessId, ProcessStatus.AwaitingCallback, ProcessStatus.Completed);

        Assert.Equal("callback_result_invalid", refused.Code);
        Assert.Contains("colour", refused.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("Invalid token", unknown.Message);
        Assert.Equal(steps, stepsAfter);
        Assert.Null(after.FailedReason);
    }

    [Fact]
    public async Task The_token_is_kept_as_a_hash_and_another_one_is_refused()
    {
        var process = await _host.RunPlainAsync("call_back", ProcessStatus.AwaitingCallback);

        var refused = await Assert.ThrowsAsync<NotFoundException>(() =>
            Callbacks.AcceptAsync(process.ProcessId, "wrong", EngineHost.Page(new { }), "test")
        );
        Assert.Equal("Invalid token", refused.Message);
        Assert.DoesNotContain(
            TokenOf(process),
            string.Concat(_host.Database.Query("SELECT * FROM process_callbacks")),
            StringComparison.Ordinal
        );
        Assert.Equal(ProcessStatus.AwaitingCallback, (await _host.Processes.GetAsync(process.ProcessId)).Status);
    }

    [Fact]
    public async Task Of_twenty_equal_callbacks_at_once_one_is_taken()
    {
        var process = await _host.RunPlainAsync("call_back", ProcessStatus.AwaitingCallback);

        var results = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(async number =>
                {
                    try
                    {
                        await Callbacks.AcceptAsync(
                            process.ProcessId,
                            TokenOf(process),
                            EngineHost.Page(new { colour = $"{number}" }),
                            "test"
                        );
                        return true;
                    }
                    catch (OrchestratorException exception) when (exception is ConflictException or NotFoundException)
                    {
                        return false;
                    }
                })
        );

        Assert.Single(results, static taken => taken);
        var next = await _host.WaitAsync(process.ProcessId, ProcessStatus.AwaitingCallback);
        Assert.Equal(2, _host.External.Calls.Count);
        Assert.Equal(1, next.CurrentState.Get<int>("checked"));
    }

    [Fact]
    public async Task Progress_replaces_progress_and_is_gone_with_the_next_step()
    {
        var process = await _host.RunPlainAsync("call_back", ProcessStatus.AwaitingCallback);
        await Callbacks.ReportProgressAsync(process.ProcessId, TokenOf(process), EngineHost.Page(new { done = 1 }), "test");
        await Callbacks.ReportProgressAsync(process.ProcessId, TokenOf(process), EngineHost.Page(new { done = 2 }), "test");
        var shown = await _host.Processes.GetAsync(process.ProcessId);
        await Callbacks.AcceptAsync(process.ProcessId, TokenOf(process), EngineHost.Page(new { colour = "red" }), "test");
        await EngineHost.UntilAsync(() => Task.FromResult(_host.External.Calls.Count == 2));
        var next = await _host.WaitAsync(process.ProcessId, ProcessStatus.AwaitingCallback);

        EngineHost.AssertJson("""{"done":2}""", shown.CurrentState["callback_progress"]);
        Assert.False(next.CurrentState.ContainsKey("callback_progress"));
    }

    [Fact]
    public async Task A_result_that_is_refused_fails_the_step_and_a_retry_asks_again_with_a_new_address()
    {
        var waiting = await _host.RunPlainAsync("call_back", ProcessStatus.AwaitingCallback);
        await Callbacks.AcceptAsync(waiting.ProcessId, TokenOf(waiting), EngineHost.Page(new { colour = "bad" }), "test");
        var failed = await _host.WaitAsync(waiting.ProcessId, ProcessStatus.Failed);
        await _host.Processes.ResumeAsync(waiting.ProcessId, [], "test");
        var again = await _host.WaitAsync(waiting.ProcessId, ProcessStatus.AwaitingCallback);

        Assert.Equal("The order is bad.", failed.FailedReason);
        Assert.NotEqual(TokenOf(waiting), TokenOf(again));
        await Assert.ThrowsAsync<NotFoundException>(() =>
            Callbacks.AcceptAsync(waiting.ProcessId, TokenOf(waiting), EngineHost.Page(new { colour = "red" }), "test")
        );
        await Callbacks.AcceptAsync(waiting.ProcessId, TokenOf(again), EngineHost.Page(new { colour = "red" }), "test");
    }

    [Fact]
    public async Task A_wait_that_is_over_fails_in_the_row_that_waited()
    {
        await using var host = await EngineHost.StartAsync(time: new FakeTimeProvider(DateTimeOffset.UtcNow));
        var waiting = await host.RunPlainAsync("call_back_soon", ProcessStatus.AwaitingCallback);
        await host.AdvanceAsync(TimeSpan.FromSeconds(59));
        Assert.Equal(ProcessStatus.AwaitingCallback, (await host.Processes.GetAsync(waiting.ProcessId)).Status);
        await host.AdvanceAsync(TimeSpan.FromSeconds(1));
        var process = await host.WaitAsync(waiting.ProcessId, ProcessStatus.Failed);

        Assert.Equal("Callback timed out", process.FailedReason);
        Assert.Equal(
            ["Start Success", "Order Failed", "Order Pending", "Done Pending"],
            process.Steps.Select(static step => $"{step.Name} {step.Status?.ToString() ?? "Pending"}")
        );
    }

    [Fact]
    public async Task A_callback_for_a_process_that_does_not_wait_is_refused()
    {
        var process = await _host.RunPlainAsync("call_back", ProcessStatus.AwaitingCallback);
        await _host.Processes.AbortAsync(process.ProcessId, "test");

        await Assert.ThrowsAsync<ConflictException>(() =>
            Callbacks.AcceptAsync(process.ProcessId, TokenOf(process), EngineHost.Page(new { }), "test")
        );
        await Assert.ThrowsAsync<NotFoundException>(() =>
            Callbacks.AcceptAsync(Guid.NewGuid(), TokenOf(process), EngineHost.Page(new { }), "test")
        );
    }

    [Fact]
    public async Task A_resume_by_hand_ends_the_wait_without_a_result_and_the_old_address_is_worth_nothing()
    {
        var first = await _host.RunPlainAsync("ask_then_call_back", ProcessStatus.Suspended);
        await _host.Processes.ResumeAsync(first.ProcessId, [EngineHost.Page(new { answer = 1 })], "test");
        var waiting = await _host.WaitAsync(first.ProcessId, ProcessStatus.AwaitingCallback);
        await Callbacks.ReportProgressAsync(first.ProcessId, TokenOf(waiting), EngineHost.Page(new { done = 1 }), "test");

        await _host.Processes.ResumeAsync(first.ProcessId, [], "ann");
        var failed = await _host.WaitAsync(first.ProcessId, ProcessStatus.Failed);

        Assert.Contains("no key 'callback_result'", failed.FailedReason, StringComparison.Ordinal);
        Assert.Equal(
            ["Confirm AwaitingCallback test", "Confirm Failed ann"],
            failed
                .Steps.Where(static step => step is { Name: "Confirm", Status: not null })
                .Select(static step => $"{step.Name} {step.Status} {step.CreatedBy}")
        );
        await Assert.ThrowsAsync<ConflictException>(() =>
            Callbacks.AcceptAsync(first.ProcessId, TokenOf(waiting), EngineHost.Page(new { ok = "yes" }), "test")
        );
    }

    [Fact]
    public async Task A_resume_by_hand_does_not_take_an_earlier_callback_s_result_for_this_one_s()
    {
        var process = await _host.RunPlainAsync("call_back_again", ProcessStatus.AwaitingCallback);
        await Callbacks.AcceptAsync(process.ProcessId, TokenOf(process), EngineHost.Page(new { colour = "red" }), "test");
        var second = await _host.WaitAsync(process.ProcessId, ProcessStatus.AwaitingCallback);
        await _host.Processes.ResumeAsync(process.ProcessId, [], "ann");
        var done = await _host.WaitAsync(process.ProcessId, ProcessStatus.Completed);

        Assert.Equal("red", second.CurrentState.Get<Dictionary<string, string>>("callback_result")["colour"]);
        Assert.False(done.CurrentState.ContainsKey("callback_result"));
        Assert.Equal("none", done.CurrentState.Get<string>("delivered"));
        Assert.Equal(
            ["Order AwaitingCallback", "Order Success", "Deliver AwaitingCallback", "Deliver Success"],
            done.Steps.Where(static step => step.Name is "Order" or "Deliver").Select(static step => $"{step.Name} {step.Status}")
        );
        Assert.Empty(_host.Database.Query("SELECT * FROM process_callbacks"));
    }

    private static string TokenOf(ProcessDetail process) => process.CurrentState.Get<string>("callback_route").Split('/')[^1];
}
