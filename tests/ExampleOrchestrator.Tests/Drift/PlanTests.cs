using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using ExampleOrchestrator.Tests.Support;

namespace ExampleOrchestrator.Tests.Drift;

/// <summary>A reconcile that is planned, and started with its plan, with the resource manager as a process of its own.</summary>
[Collection<SharedExample>]
public sealed class PlanTests(Example example)
{
    [Fact]
    public async Task A_plan_shows_what_a_click_would_change_and_the_click_does_that_and_logs_it()
    {
        var node = (await example.FindAsync("NODE"))[0];
        var right = await SpoilAsync(node, "as planned");
        var written = (await example.ReadJournalAsync(node)).Count;

        var plan = await PlanAsync(node);
        var process = await RunAsync(node, plan, "completed");

        Assert.True(plan.GetProperty("can_start").GetBoolean());
        Assert.Equal("reconcile_node", plan.GetProperty("workflow").GetString());
        var step = plan.GetProperty("steps")[0];
        Assert.Equal(("node in NRM", "change"), (step.GetProperty("name").GetString(), step.GetProperty("effect").GetString()));
        var difference = step.GetProperty("differences")[0];
        Assert.Equal("description", difference.GetProperty("path").GetString());
        Assert.Equal("as planned", difference.GetProperty("actual").GetString());
        var steps = process.GetProperty("steps").EnumerateArray().ToArray();
        Assert.Equal("Check plan", steps[3].GetProperty("name").GetString());
        Assert.Contains("as planned", steps[4].GetProperty("state").GetRawText(), StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(right, await example.Nrm.GetFromJsonAsync<JsonObject>($"/nrm/nodes/{node}")));
        Assert.Equal(written + 1, (await example.ReadJournalAsync(node)).Count);
        Assert.Equal("nothing", (await PlanAsync(node)).GetProperty("steps")[0].GetProperty("effect").GetString());
    }

    [Fact]
    public async Task A_plan_that_became_stale_is_refused_with_nothing_written_and_the_subscription_in_sync()
    {
        var node = (await example.FindAsync("NODE"))[1];
        await SpoilAsync(node, "as planned");
        var plan = await PlanAsync(node);
        await SpoilAsync(node, "changed since");
        var written = (await example.ReadJournalAsync(node)).Count;

        var process = await RunAsync(node, plan, "failed");
        using var retry = await example.Http.PutAsJsonAsync(
            $"/api/processes/{process.GetProperty("process_id").GetGuid()}/resume",
            new { }
        );
        using var unknown = await example.PostAsync($"reconcile_node?plan={Guid.NewGuid()}", new { subscription_id = node });
        using var malformed = await example.PostAsync("reconcile_node?plan=none", new { subscription_id = node });
        var actions = await example.Http.GetFromJsonAsync<JsonElement>($"/api/subscriptions/workflows/{node}");

        Assert.StartsWith(
            "node in NRM changed after the plan was made, so nothing was written.",
            process.GetProperty("failed_reason").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal(written, (await example.ReadJournalAsync(node)).Count);
        Assert.False(actions.TryGetProperty("reason", out _));
        Assert.Equal(
            [HttpStatusCode.Conflict, HttpStatusCode.Conflict, HttpStatusCode.UnprocessableEntity],
            new[] { retry.StatusCode, unknown.StatusCode, malformed.StatusCode }
        );
        await RunAsync(node, await PlanAsync(node), "completed");
    }

    /// <summary>Changes a node in the resource manager, and gives what it was.</summary>
    private async Task<JsonObject> SpoilAsync(Guid node, string description)
    {
        var managed = new ManagedObject(example, "nodes", node);
        var right = await managed.ReadAsync();
        var spoiled = right.DeepClone().AsObject();
        spoiled["description"] = description;
        await managed.PutAsync(spoiled);
        return right;
    }

    private Task<JsonElement> PlanAsync(Guid node) => new ManagedObject(example, "nodes", node).PlanAsync();

    private Task<JsonElement> RunAsync(Guid node, JsonElement plan, string until) =>
        new ManagedObject(example, "nodes", node).RunPlanAsync(plan, until);
}
