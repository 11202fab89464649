using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Orchestrator.Api.Tests.Support;

namespace Orchestrator.Api.Tests.Processes;

/// <summary>A start with the header Idempotency-Key can be repeated.</summary>
public sealed class RepeatedStartContractTests : IAsyncLifetime
{
    private readonly ApiHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_repetition_answers_the_process_of_the_first_start_and_another_start_under_the_key_is_a_conflict()
    {
        var first = await StartAsync("validate_nothing", "7c9e");
        var again = await StartAsync("validate_nothing", "7c9e");
        var other = await StartAsync("order_bulb", "7c9e");
        var without = await StartAsync("validate_nothing");

        Assert.Equal((201, 201, 409, 201), (first.Status, again.Status, other.Status, without.Status));
        Assert.Equal(first.Body["id"]!.GetValue<string>(), again.Body["id"]!.GetValue<string>());
        Assert.NotEqual(first.Body["id"]!.GetValue<string>(), without.Body["id"]!.GetValue<string>());
        Assert.Contains("'7c9e' was used for another start", other.Body["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_not_one_is_refused()
    {
        foreach (var keys in new string[][] { [""], ["a b"], [new string('k', 256)], ["one", "two"] })
        {
            var answer = await StartAsync("validate_nothing", keys);

            Assert.Equal(400, answer.Status);
            Assert.Contains("dempotency", answer.Body["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_bulk_reconcile_and_a_schedule_are_repeated_in_the_same_way()
    {
        await _host.CreateLampAsync();
        object lamps = new { product = "lamp" };
        object all = new { query = "status:active", concurrency = 3 };
        object hourly = Schedule(1);

        var bulk = await SendAsync("/api/reconcile", lamps, "bulk");
        var bulkAgain = await SendAsync("/api/reconcile", lamps, "bulk");
        var otherBulk = await SendAsync("/api/reconcile", all, "bulk");
        var schedule = await SendAsync("/api/schedules/", hourly, "schedule");
        var scheduleAgain = await SendAsync("/api/schedules/", hourly, "schedule");
        var otherSchedule = await SendAsync("/api/schedules/", Schedule(2), "schedule");
        var start = await StartAsync("validate_nothing", "schedule");

        Assert.Equal((201, 201, 409), (bulk.Status, bulkAgain.Status, otherBulk.Status));
        Assert.Equal(bulk.Body.ToJsonString(), bulkAgain.Body.ToJsonString());
        Assert.Equal((201, 201, 409, 409), (schedule.Status, scheduleAgain.Status, otherSchedule.Status, start.Status));
        Assert.Single((await _host.GetAsync("/api/schedules/")).AsArray(), static made => (string?)made!["name"] == "Repeated");

        static object Schedule(int hours) =>
            new
            {
                scheduled_type = "create",
                name = "Repeated",
                workflow_name = "validate_nothing",
                trigger = "interval",
                trigger_kwargs = new { hours },
            };
    }

    private Task<(int Status, JsonNode Body)> StartAsync(string workflow, params string[] keys) =>
        SendAsync($"/api/processes/{workflow}", new[] { new { } }, keys);

    private async Task<(int Status, JsonNode Body)> SendAsync(string path, object body, params string[] keys)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", keys);
        using var answer = await _host.Http.SendAsync(request);
        return ((int)answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonNode>())!);
    }
}
