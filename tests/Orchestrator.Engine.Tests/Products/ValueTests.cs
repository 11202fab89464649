using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Forms;
using Orchestrator.Operations;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Products;

/// <summary>What the author wrote is what runs: no value is made up, and none is lost.</summary>
public sealed class ValueTests : IAsyncLifetime
{
    private EngineHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await EngineHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("""{"algorithm":"ed25519"}""", "it has no 'key_tag'")]
    [InlineData("""{"key_tag":7}""", "it has no 'algorithm'")]
    [InlineData("{}", "it has no 'algorithm', 'key_tag'")]
    [InlineData("""{"algorithm":null,"key_tag":7}""", "'Algorithm' is null")]
    [InlineData("""{"algorithm":"ed25519","key_tag":"seven"}""", "the value at '$.key_tag' is of another kind")]
    public async Task A_callback_that_lacks_a_member_is_refused_with_its_name_and_can_be_repeated(string result, string problem)
    {
        var waiting = await _host.RunPlainAsync("sign", ProcessStatus.AwaitingCallback);

        var refused = await Assert.ThrowsAsync<InvalidRequestException>(() => CallBackAsync(waiting, result));

        Assert.Equal("callback_result_invalid", refused.Code);
        Assert.Contains(problem, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Signature", refused.Message, StringComparison.Ordinal);
        await CallBackAsync(waiting, """{"algorithm":"ed25519","key_tag":7}""");
        await _host.WaitAsync(waiting.ProcessId, ProcessStatus.Completed);
    }

    [Fact]
    public async Task A_callback_may_leave_out_what_is_optional()
    {
        var waiting = await _host.RunPlainAsync("sign", ProcessStatus.AwaitingCallback);

        await CallBackAsync(waiting, """{"algorithm":"ed25519","key_tag":7}""");

        var process = await _host.WaitAsync(waiting.ProcessId, ProcessStatus.Completed);

        Assert.Equal((7, 256), (process.CurrentState.Get<int>("signed_with"), process.CurrentState.Get<int>("length")));
    }

    [Fact]
    public async Task A_member_that_a_release_added_fails_the_process_that_lacks_it_which_keeps_its_state_and_can_be_resumed()
    {
        var failed = await _host.RunPlainAsync("use_earlier_release", ProcessStatus.Failed);
        await _host.Processes.ResumeAsync(failed.ProcessId, [], "ann");
        await EngineHost.UntilAsync(async () =>
            (await _host.Processes.GetAsync(failed.ProcessId)) is { Status: ProcessStatus.Failed } again
            && again.LastModifiedAt > failed.LastModifiedAt
        );
        var process = await _host.Processes.GetAsync(failed.ProcessId);

        Assert.Contains("key_tag", process.FailedReason, StringComparison.Ordinal);
        EngineHost.AssertJson("""{"algorithm": "ed25519"}""", process.CurrentState["signature"]);
    }

    [Fact]
    public async Task Tuples_inside_the_state_arrive_as_they_were_given()
    {
        var process = await _host.RunPlainAsync("carry_values", ProcessStatus.Completed);

        Assert.Equal((12, "ab"), (process.CurrentState.Get<int>("span"), process.CurrentState.Get<string>("tag")));
    }

    [Fact]
    public async Task A_null_for_a_parameter_that_is_never_null_fails_the_step()
    {
        var process = await _host.RunPlainAsync("take_null", ProcessStatus.Failed);

        Assert.Contains("'name' holds null", process.FailedReason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ask_refusing")]
    [InlineData("ask_throwing")]
    public async Task A_process_is_shown_when_its_form_is_not(string workflow)
    {
        var process = await _host.RunPlainAsync(workflow, ProcessStatus.Suspended);

        Assert.Null((await _host.Processes.GetAsync(process.ProcessId)).Form);
        var refusal = await Assert.ThrowsAnyAsync<FormException>(() =>
            _host.Processes.ResumeAsync(process.ProcessId, [JsonElement.Parse("{}")], "ann")
        );
        Assert.Equal(workflow == "ask_refusing" ? "form_invalid" : "form_failed", refusal.Code);
        Assert.Equal(ProcessStatus.Suspended, (await _host.Processes.GetAsync(process.ProcessId)).Status);
    }

    [Fact]
    public async Task A_form_that_throws_refuses_the_start_without_its_secrets()
    {
        var refusal = await Assert.ThrowsAsync<FormFailedException>(() => _host.Processes.StartAsync("start_throwing", [], "ann"));

        Assert.Contains("The form of 'start_throwing' failed. Try again", refusal.Message, StringComparison.Ordinal);
        Assert.IsType<HttpRequestException>(refusal.InnerException);
        Assert.DoesNotContain("Exception", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
    }

    private Task CallBackAsync(ProcessDetail waiting, string result)
    {
        var token = waiting.CurrentState.Get<string>("callback_route").Split('/')[^1];
        return _host.Services.GetRequiredService<ICallbacks>().AcceptAsync(waiting.ProcessId, token, JsonElement.Parse(result), "test");
    }
}
