using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using ExampleOrchestrator.Tests.Support;
using static ExampleOrchestrator.Tests.Support.DriftAnswers;

namespace ExampleOrchestrator.Tests.Drift;

/// <summary>Drift while processes work on its subscription or after they have, and drift that a person has accepted.</summary>
[Collection<SharedExample>]
public sealed class DriftOfProcessesTests(Example example)
{
    [Fact]
    public async Task A_plan_whose_desired_values_were_modified_in_between_is_refused_with_nothing_written()
    {
        var managed = await FindAsync("ports", index: 1);
        var right = await managed.ReadAsync();
        var spoiled = right.DeepClone().AsObject();
        spoiled["name"] = "spoiled";
        await managed.PutAsync(spoiled);
        var plan = await managed.PlanAsync();
        await ModifyAsync(managed, new { enabled = false });

        // What the manager holds is what the plan saw: it is the subscription alone that has changed.
        await managed.PutAsync(spoiled);
        var writes = await managed.CountWritesAsync();

        var process = await managed.RunPlanAsync(plan, "failed");

        Assert.StartsWith(
            "port in NRM changed after the plan was made, so nothing was written.",
            process.GetProperty("failed_reason").GetString(),
            StringComparison.Ordinal
        );
        var check = process.GetProperty("steps").EnumerateArray().Single(static step => Text(step, "status") == "failed");
        Assert.Equal("Check plan", Text(check, "name"));
        var resource = check.GetProperty("state").GetProperty("details").GetProperty("resources")[0];
        Assert.Equal(["name"], Paths(resource.GetProperty("planned")));
        Assert.Equal(["name", "enabled", "description"], Paths(resource.GetProperty("found")));
        AssertJson(Difference("enabled", "changed", false, true), resource.GetProperty("found")[1]);
        Assert.Equal(writes, await managed.CountWritesAsync());
        Assert.True(JsonNode.DeepEquals(spoiled, await managed.ReadAsync()));
        Assert.Equal(JsonValueKind.Null, (await managed.ReadDriftAsync()).GetProperty("locked_by").ValueKind);
        var actions = await example.Http.GetFromJsonAsync<JsonElement>($"/api/subscriptions/workflows/{managed.Id}");
        Assert.False(actions.TryGetProperty("reason", out _), $"The subscription is not in sync: {actions}");
        await ModifyAsync(managed, new { enabled = true });
        Assert.True(JsonNode.DeepEquals(right, await managed.ReadAsync()));
    }

    [Fact]
    public async Task A_check_while_a_modify_runs_is_refused_with_the_process_and_stores_nothing()
    {
        var managed = await FindAsync("nodes", index: 1);
        var site = (await managed.ReadAsync())["site"]!.GetValue<string>();
        await managed.CheckAsync();
        var before = await managed.ReadDriftAsync();
        Guid process;
        await example.FreezeNrmAsync();
        try
        {
            process = await example.StartAsync("modify_node", managed.Id, new { site }, new { });
            await Example.UntilAsync(
                async () =>
                    (await managed.ReadDriftAsync()).GetProperty("locked_by") is { ValueKind: JsonValueKind.String } by
                    && by.GetGuid() == process,
                () => $"{process} does not hold the subscription."
            );

            using var check = await managed.PostCheckAsync();
            using var plan = await example.Http.GetAsync($"/api/subscriptions/{managed.Id}/reconcile-plan");
            var meanwhile = await managed.ReadDriftAsync();

            Assert.Equal([HttpStatusCode.Conflict, HttpStatusCode.Conflict], new[] { check.StatusCode, plan.StatusCode });
            foreach (var refused in new[] { check, plan })
            {
                Assert.Equal(process, (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("locked_by").GetGuid());
            }

            Assert.Equal(before.GetProperty("checked_at").GetRawText(), meanwhile.GetProperty("checked_at").GetRawText());
        }
        finally
        {
            await example.ThawNrmAsync();
        }

        Assert.Equal("completed", (await example.WaitAsync(process, "completed", "failed")).GetProperty("last_status").GetString());
        Assert.Equal("no_drift", (await managed.CheckAsync()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_check_after_a_modify_has_failed_is_answered_with_the_process_and_counts_nowhere()
    {
        var managed = await FindAsync("ports", index: 2);

        // Not one that the client takes for an outage: it stops calling a manager with too many of those.
        await example.SetFaultAsync("ports", 400, times: 100);
        var failed = await example.RunAsync("modify_port", managed.Id, new { enabled = false }, new { });
        await example.SetFaultAsync("ports", 400, times: 0);
        var process = failed.GetProperty("process_id").GetGuid();

        var drift = await managed.CheckAsync();
        var isListed = await managed.IsListedAsDriftedAsync();
        using var retry = await example.Http.PutAsJsonAsync($"/api/processes/{process}/resume", new { });
        await example.WaitAsync(process, "completed");
        var after = await managed.ReadDriftAsync();

        Assert.Equal("failed", failed.GetProperty("last_status").GetString());
        Assert.Equal(process, drift.GetProperty("locked_by").GetGuid());
        Assert.Equal("drifted", drift.GetProperty("status").GetString());
        Assert.Equal(["enabled", "description"], Paths(drift.GetProperty("resources")[0].GetProperty("differences")));
        Assert.False(isListed);
        Assert.Equal(("no_drift", JsonValueKind.Null), (after.GetProperty("status").GetString(), after.GetProperty("locked_by").ValueKind));
        Assert.Equal(process, (await managed.ReadHistoryAsync())[0].GetProperty("process_id").GetGuid());
        await ModifyAsync(managed, new { enabled = true });
    }

    [Fact]
    public async Task An_accepted_difference_is_left_alone_by_a_reconcile_that_repairs_another_attribute_of_the_same_object()
    {
        var managed = await FindAsync("ports", index: 3);
        var right = await managed.ReadAsync();
        var accepted = right.DeepClone().AsObject();
        // Another test may have modified the port before.
        accepted["enabled"] = !right["enabled"]!.GetValue<bool>();
        await managed.PutAsync(accepted);
        var drift = await managed.AcceptAsync("port in NRM", "enabled");
        var spoiled = accepted.DeepClone().AsObject();
        spoiled["name"] = "spoiled";
        await managed.PutAsync(spoiled);

        var found = await managed.CheckAsync();
        var plan = await managed.PlanAsync();
        var process = await managed.RunPlanAsync(plan, "completed");
        var after = await managed.ReadDriftAsync();
        var isListed = await managed.IsListedAsDriftedAsync();

        Assert.Equal("no_drift", Text(drift, "status"));
        Assert.Equal("drifted", Text(found, "status"));
        var step = Assert.Single(plan.GetProperty("steps").EnumerateArray());
        Assert.Equal(
            [("name", JsonValueKind.Null), ("enabled", JsonValueKind.Object)],
            step.GetProperty("differences")
                .EnumerateArray()
                .Select(static difference => (Text(difference, "path"), difference.GetProperty("accepted").ValueKind))
        );
        Assert.Equal("completed", Text(process, "last_status"));
        Assert.True(JsonNode.DeepEquals(accepted, await managed.ReadAsync()), $"{await managed.ReadAsync()}");
        Assert.Equal("no_drift", Text(after, "status"));
        Assert.Equal(
            "It is off for repair.",
            after.GetProperty("resources")[0].GetProperty("differences")[0].GetProperty("accepted").GetProperty("reason").GetString()
        );
        Assert.False(isListed);

        // Another actual value ends it for good.
        await managed.PutAsync(right);
        await managed.CheckAsync();
        await managed.PutAsync(accepted);
        Assert.Equal("drifted", Text(await managed.CheckAsync(), "status"));
        await managed.PutAsync(right);
        Assert.Equal("no_drift", Text(await managed.CheckAsync(), "status"));
    }

    private Task<ManagedObject> FindAsync(string kind, int index = 0) => ManagedObject.FindAsync(example, kind, index);

    private async Task ModifyAsync(ManagedObject managed, object page) =>
        Assert.Equal("completed", Text(await example.RunAsync(managed.Workflow("modify"), managed.Id, page, new { }), "last_status"));
}
