using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using ExampleOrchestrator.Tests.Support;

namespace ExampleOrchestrator.Tests;

/// <summary>Drift: found by a check, shown by a plan, repaired by the click with that plan, and gone.</summary>
[Collection<SharedExample>]
public sealed class DriftTests(Example example)
{
    private const string KeyOfAccessPoint = "saps/0/port_id";

    private static readonly Dictionary<string, string> Resources = new(StringComparer.Ordinal)
    {
        ["nodes"] = "node in NRM",
        ["ports"] = "port in NRM",
        ["l2vpns"] = "L2VPN in NRM",
    };

    /// <summary>The kind of an object, a place in it, and what someone has written there.</summary>
    public static TheoryData<string, string, string> Attributes =>
        new()
        {
            { "nodes", "name", "\"spoiled\"" },
            { "nodes", "site", "\"eindhoven\"" },
            { "nodes", "description", "\"spoiled\"" },
            { "ports", "name", "\"spoiled\"" },
            { "ports", "node_id", "\"0192f0c1-0000-7000-8000-000000000001\"" },
            { "ports", "speed", "1" },
            { "ports", "enabled", "false" },
            { "ports", "description", "\"spoiled\"" },
            { "l2vpns", "description", "\"spoiled\"" },
            { "l2vpns", "speed", "1" },
            { "l2vpns", "speed_policer", "true" },
            { "l2vpns", "saps/0/vlan", "4000" },
            { "l2vpns", KeyOfAccessPoint, "\"0192f0c1-0000-7000-8000-000000000002\"" },
        };

    [Theory]
    [MemberData(nameof(Attributes))]
    public async Task A_spoiled_attribute_is_found_planned_repaired_and_gone(string kind, string place, string written)
    {
        var managed = await FindAsync(kind);
        var right = await managed.ReadAsync();
        var spoiled = right.DeepClone().AsObject();
        var (parent, member) = Place(spoiled, place);
        parent[member] = JsonNode.Parse(written);
        Assert.False(JsonNode.DeepEquals(right, spoiled));

        await managed.PutAsync(spoiled);

        await AssertRepairedAsync(managed, kind, right, "change", ExpectedDifferences(right, spoiled, place));
    }

    [Theory]
    [InlineData("nodes")]
    [InlineData("ports")]
    [InlineData("l2vpns")]
    public async Task An_object_that_someone_has_deleted_is_found_planned_created_and_gone(string kind)
    {
        var managed = await FindAsync(kind);
        var right = await managed.ReadAsync();
        var desired = right.DeepClone().AsObject();
        desired.Remove("id");

        await managed.DeleteAsync();

        await AssertRepairedAsync(managed, kind, right, "create", [Difference("", "missing", desired, actual: null)]);
    }

    [Theory]
    [InlineData("nodes")]
    [InlineData("ports")]
    [InlineData("l2vpns")]
    public async Task Each_attribute_that_the_manager_holds_is_among_those_that_are_spoiled(string kind)
    {
        var held = await (await FindAsync(kind)).ReadAsync();
        held.Remove("id");

        Assert.Equal(
            Places(held, "").Order(StringComparer.Ordinal),
            Attributes
                .Select(static row => row.Data)
                .Where(row => row.Item1 == kind)
                .Select(static row => row.Item2)
                .Order(StringComparer.Ordinal)
        );

        static IEnumerable<string> Places(JsonNode node, string place) =>
            node switch
            {
                JsonObject members => members.SelectMany(member => Places(member.Value!, $"{place}/{member.Key}")),
                JsonArray elements => Places(elements[0]!, $"{place}/0"),
                _ => [place[1..]],
            };
    }

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
            process = await example.StartAsync("modify_node", managed.Id, new { site });
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
        var failed = await example.RunAsync("modify_port", managed.Id, new { enabled = false });
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

    [Fact]
    public async Task A_check_that_changes_the_status_is_sent_to_the_clients_that_listen()
    {
        var managed = await FindAsync("nodes");
        var right = await managed.ReadAsync();
        await managed.CheckAsync();
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(example.Http.BaseAddress!) { Scheme = "ws", Path = "/api/ws/events" }.Uri, deadline.Token);
        await socket.SendAsync("__ping__"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, deadline.Token);
        while (await ReceiveAsync() != "__pong__")
        {
            // What was sent before the socket was served for certain.
        }

        var spoiled = right.DeepClone();
        spoiled["name"] = "spoiled";
        await managed.PutAsync(spoiled);
        await managed.CheckAsync();
        var awaited = new HashSet<string>(["LIST", managed.Id.ToString()], StringComparer.Ordinal);
        while (awaited.Count > 0)
        {
            if (
                await ReceiveAsync() is var text
                && text.StartsWith('{')
                && JsonElement.Parse(text) is var message
                && message.GetProperty("value").GetProperty("type").GetString() == "drift"
            )
            {
                Assert.Equal("invalidateCache", message.GetProperty("name").GetString());
                awaited.Remove(message.GetProperty("value").GetProperty("id").GetString()!);
            }
        }

        await managed.PutAsync(right);
        Assert.Equal("no_drift", (await managed.CheckAsync()).GetProperty("status").GetString());

        async Task<string> ReceiveAsync()
        {
            var buffer = new byte[4_096];
            var received = await socket.ReceiveAsync(buffer.AsMemory(), deadline.Token);
            return System.Text.Encoding.UTF8.GetString(buffer, 0, received.Count);
        }
    }

    /// <summary>An object that was spoiled is found, planned and repaired, and nothing of it is left but the history.</summary>
    private static async Task AssertRepairedAsync(
        ManagedObject managed,
        string kind,
        JsonObject right,
        string effect,
        params JsonNode[] differences
    )
    {
        var writes = await managed.CountWritesAsync();
        var expected = new JsonArray(differences);
        var name = Resources[kind];

        var drifted = await managed.CheckAsync();
        var plan = await managed.PlanAsync();
        var isListed = await managed.IsListedAsDriftedAsync();
        var writesBefore = await managed.CountWritesAsync();
        var process = await managed.RunPlanAsync(plan, "completed");
        var after = await managed.ReadDriftAsync();
        var history = await managed.ReadHistoryAsync();
        var again = await managed.CheckAsync();

        var resource = Assert.Single(drifted.GetProperty("resources").EnumerateArray());
        Assert.Equal(
            ("drifted", name, "nrm", "drifted"),
            (Text(drifted, "status"), Text(resource, "name"), Text(resource, "system"), Text(resource, "status"))
        );
        AssertJson(Answered(expected), resource.GetProperty("differences"));
        Assert.True(isListed);
        var step = Assert.Single(plan.GetProperty("steps").EnumerateArray());
        Assert.True(plan.GetProperty("can_start").GetBoolean(), plan.ToString());
        Assert.Equal((managed.Workflow("reconcile"), name, effect), (Text(plan, "workflow"), Text(step, "name"), Text(step, "effect")));
        AssertJson(Answered(expected), step.GetProperty("differences"));
        Assert.Equal(writes, writesBefore);

        Assert.Equal("completed", Text(process, "last_status"));
        var apply = process.GetProperty("steps").EnumerateArray().Single(item => Text(item, "name") == $"Apply {name}");
        var report = Assert.Single(apply.GetProperty("state").GetProperty("__external_resources__").EnumerateObject()).Value;
        Assert.Equal(effect, Text(report, "effect"));
        AssertJson(expected, report.GetProperty("differences"));
        Assert.Equal(writes + 1, await managed.CountWritesAsync());
        Assert.True(JsonNode.DeepEquals(right, await managed.ReadAsync()));

        foreach (var gone in new[] { after, again })
        {
            Assert.Equal("no_drift", Text(gone, "status"));
            Assert.Empty(gone.GetProperty("resources")[0].GetProperty("differences").EnumerateArray());
        }

        Assert.Equal(("no_drift", "drifted"), (Text(history[0], "status"), Text(history[1], "status")));
        Assert.Equal(process.GetProperty("process_id").GetGuid(), history[0].GetProperty("process_id").GetGuid());
        Assert.Equal(JsonValueKind.Null, history[1].GetProperty("process_id").ValueKind);
        AssertJson(Answered(expected), history[1].GetProperty("resources")[0].GetProperty("differences"));
    }

    private static JsonNode[] ExpectedDifferences(JsonObject right, JsonObject spoiled, string place)
    {
        var (before, member) = Place(right, place);
        var (after, _) = Place(spoiled, place);
        var key = before["port_id"];
        return place switch
        {
            // Elements are found by their key, so one with another key is another one.
            KeyOfAccessPoint =>
            [
                Difference($"saps[{key}]", "missing", before, actual: null),
                Difference($"saps[{after["port_id"]}]", "unexpected", desired: null, after),
            ],
            _ => [Difference(key is null ? member : $"saps[{key}].{member}", "changed", before[member], after[member])],
        };
    }

    /// <summary>The object that holds a place, and the member of it.</summary>
    private static (JsonObject Parent, string Member) Place(JsonNode root, string place)
    {
        var parts = place.Split('/');
        var parent = parts[..^1].Aggregate(root, static (node, part) => int.TryParse(part, out var index) ? node[index]! : node[part]!);
        return (parent.AsObject(), parts[^1]);
    }

    private static JsonObject Difference(string path, string kind, JsonNode? desired, JsonNode? actual) =>
        new()
        {
            ["path"] = path,
            ["kind"] = kind,
            ["desired"] = desired?.DeepClone(),
            ["actual"] = actual?.DeepClone(),
        };

    /// <summary>Differences as the API answers them: none of them is accepted.</summary>
    private static JsonArray Answered(JsonArray differences)
    {
        var answered = differences.DeepClone().AsArray();
        foreach (var difference in answered)
        {
            difference!["accepted"] = null;
        }

        return answered;
    }

    private async Task<ManagedObject> FindAsync(string kind, int index = 0) =>
        new(example, kind, (await example.FindAsync(kind[..^1].ToUpperInvariant()))[index]);

    private async Task ModifyAsync(ManagedObject managed, object page) =>
        Assert.Equal("completed", Text(await example.RunAsync(managed.Workflow("modify"), managed.Id, page), "last_status"));

    private static string? Text(JsonElement body, string member) => body.GetProperty(member).GetString();

    private static IEnumerable<string?> Paths(JsonElement differences) =>
        differences.EnumerateArray().Select(static difference => Text(difference, "path"));

    private static void AssertJson(JsonNode expected, JsonElement actual) =>
        Assert.True(
            JsonNode.DeepEquals(expected, JsonNode.Parse(actual.GetRawText())),
            $"Expected {expected.ToJsonString()}, found {actual.GetRawText()}"
        );
}
