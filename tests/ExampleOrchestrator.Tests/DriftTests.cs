using System.Text.Json;
using System.Text.Json.Nodes;
using ExampleOrchestrator.Tests.Support;
using static ExampleOrchestrator.Tests.Support.DriftAnswers;

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
}
