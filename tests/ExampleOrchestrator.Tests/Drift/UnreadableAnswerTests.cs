using System.Text.Json.Nodes;
using ExampleOrchestrator.Tests.Support;
using static ExampleOrchestrator.Tests.Support.DriftAnswers;

namespace ExampleOrchestrator.Tests.Drift;

/// <summary>
/// A resource manager, or a proxy before it, that answers something else than the object: a check says that nothing is known and which call
/// failed, and a reconcile fails and can be retried.
/// </summary>
public sealed class UnreadableAnswerTests : IAsyncLifetime
{
    private DisturbedManager _manager = null!;
    private Example _example = null!;

    public async ValueTask InitializeAsync()
    {
        _manager = await DisturbedManager.StartAsync();
        _example = new() { NrmAddress = _manager.Address };
        _manager.Manager = () => _example.Nrm.BaseAddress!;
        await _example.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _example.DisposeAsync();
        await _manager.DisposeAsync();
    }

    [Fact]
    public async Task An_answer_that_is_not_the_object_is_unknown_with_the_call_and_never_no_drift()
    {
        const string called = "ReadAsync of 'node in NRM' failed: ";
        var managed = await ManagedObject.FindAsync(_example, "nodes");
        await AssertUnknownAsync(managed, DisturbedManager.CutOffAsync, $"The resource manager at {_manager.Address} does not answer: ");
        await AssertUnknownAsync(managed, DisturbedManager.Body("text/html", "<html><body>Sign in</body></html>"), called);
        await AssertUnknownAsync(managed, DisturbedManager.Body("application/json", "<html><body>Sign in</body></html>"), called);
        await AssertUnknownAsync(managed, DisturbedManager.Body("application/json", "not JSON"), called);
        await AssertUnknownAsync(managed, DisturbedManager.Body("application/json", ""), called);
        await AssertUnknownAsync(managed, DisturbedManager.Body("application/json", "null"), called);
        await AssertUnknownAsync(managed, DisturbedManager.Body("application/json", "[]"), called);
        await AssertUnknownAsync(managed, DisturbedManager.Body("application/octet-stream", "\0\u0001\u0002"), called);
        await AssertUnknownAsync(
            managed,
            static (response, _) =>
            {
                response.StatusCode = 500;
                return Task.CompletedTask;
            },
            $"The resource manager refused nodes/{managed.Id} with 500: "
        );

        _manager.Read = null;
        Assert.Equal("no_drift", Text(await managed.CheckAsync(), "status"));
    }

    [Fact]
    public async Task A_slow_answer_within_the_limit_gives_the_right_differences()
    {
        var managed = await ManagedObject.FindAsync(_example, "nodes");
        var right = await managed.ReadAsync();
        var spoiled = right.DeepClone().AsObject();
        spoiled["description"] = "spoiled";
        await managed.PutAsync(spoiled);
        _manager.Read = DisturbedManager.AnswerSlowlyAsync;

        var drift = await managed.CheckAsync();

        Assert.Equal("drifted", Text(drift, "status"));
        var difference = Assert.Single(drift.GetProperty("resources")[0].GetProperty("differences").EnumerateArray());
        Assert.Equal(("description", "spoiled"), (Text(difference, "path"), Text(difference, "actual")));
        Assert.Equal((string?)right["description"], Text(difference, "desired"));
    }

    [Theory]
    [InlineData("text/html", "<html><body>Sign in</body></html>")]
    [InlineData("application/json", "")]
    public async Task A_reconcile_fails_with_the_call_writes_nothing_and_is_completed_by_a_retry(string contentType, string body)
    {
        var managed = await ManagedObject.FindAsync(_example, "nodes");
        var right = await managed.ReadAsync();
        var spoiled = right.DeepClone().AsObject();
        spoiled["description"] = "spoiled";
        await managed.PutAsync(spoiled);
        var writes = await managed.CountWritesAsync();
        _manager.Read = DisturbedManager.Body(contentType, body);

        var failed = await _example.RunAsync(managed.Workflow("reconcile"), managed.Id);
        var written = await managed.CountWritesAsync();
        _manager.Read = null;
        var process = failed.GetProperty("process_id").GetGuid();
        await _example.ResumeAsync(process);
        var completed = await _example.WaitAsync(process, "completed", "failed");

        Assert.Equal(("failed", "Apply node in NRM"), (Text(failed, "last_status"), Text(failed, "last_step")));
        Assert.StartsWith("ReadAsync of 'node in NRM' failed: ", Text(failed, "failed_reason"), StringComparison.Ordinal);
        Assert.Equal(writes, written);
        Assert.Equal("completed", Text(completed, "last_status"));
        Assert.True(JsonNode.DeepEquals(right, await managed.ReadAsync()));
        Assert.Equal("no_drift", Text(await managed.ReadDriftAsync(), "status"));
    }

    [Fact]
    public async Task A_reconcile_with_a_plan_that_cannot_be_checked_fails_and_gives_the_subscription_back_in_sync()
    {
        var managed = await ManagedObject.FindAsync(_example, "nodes");
        var spoiled = await managed.ReadAsync();
        spoiled["description"] = "spoiled";
        await managed.PutAsync(spoiled);
        var plan = await managed.PlanAsync();
        var writes = await managed.CountWritesAsync();
        _manager.Read = DisturbedManager.Body("application/json", "not JSON");

        var failed = await managed.RunPlanAsync(plan, "failed");
        _manager.Read = null;
        var again = await managed.RunPlanAsync(await managed.PlanAsync(), "completed");

        Assert.Equal(("failed", "Check plan"), (Text(failed, "last_status"), Text(failed, "last_step")));
        Assert.Contains("ReadAsync of 'node in NRM' failed: ", Text(failed, "failed_reason"), StringComparison.Ordinal);
        Assert.Equal("completed", Text(again, "last_status"));
        Assert.Equal(writes + 1, await managed.CountWritesAsync());
    }

    private async Task AssertUnknownAsync(
        ManagedObject managed,
        Func<Microsoft.AspNetCore.Http.HttpResponse, string, Task> answer,
        string error
    )
    {
        _manager.Read = answer;

        var drift = await managed.CheckAsync();

        var resource = Assert.Single(drift.GetProperty("resources").EnumerateArray());
        Assert.Equal(("unknown", "unknown"), (Text(drift, "status"), Text(resource, "status")));
        Assert.StartsWith(error, Text(resource, "error"), StringComparison.Ordinal);
        Assert.Empty(resource.GetProperty("differences").EnumerateArray());
        Assert.False(await managed.IsListedAsDriftedAsync());
    }
}
