using System.Text.Json;
using System.Text.Json.Nodes;
using ExampleOrchestrator.Tests.Support;
using static ExampleOrchestrator.Tests.Support.DriftAnswers;

namespace ExampleOrchestrator.Tests.Drift;

/// <summary>Drift: found by a check, shown by a plan, repaired by the click with that plan, and gone.</summary>
[Collection<SharedExample>]
public sealed class DriftTests(Example example)
{
    private static readonly Dictionary<string, string> Resources = new(StringComparer.Ordinal)
    {
        ["nodes"] = "node in NRM",
        ["ports"] = "port in NRM",
        ["core-links"] = "core link in NRM",
        ["l2vpns"] = "L2VPN in NRM",
        ["nsip2ps"] = "NSI connection in NRM",
    };

    /// <summary>The member that identifies the elements of a list.</summary>
    private static readonly Dictionary<string, string> ElementKeys = new(StringComparer.Ordinal)
    {
        ["ports"] = "node_id",
        ["saps"] = "port_id",
        ["stps"] = "stp_id",
    };

    /// <summary>Texts of which only some are values of an attribute.</summary>
    private static readonly string[][] Choices =
    [
        ["amsterdam", "utrecht", "eindhoven"],
        ["cisco", "nokia"],
    ];

    /// <summary>The kind of an object, and a place in it.</summary>
    public static TheoryData<string, string> Attributes =>
        new()
        {
            { "nodes", "name" },
            { "nodes", "vendor" },
            { "nodes", "site" },
            { "nodes", "description" },
            { "ports", "name" },
            { "ports", "node_id" },
            { "ports", "speed" },
            { "ports", "enabled" },
            { "ports", "description" },
            { "core-links", "description" },
            { "core-links", "speed" },
            { "core-links", "under_maintenance" },
            { "core-links", "ports/0/node_id" },
            { "core-links", "ports/0/name" },
            { "l2vpns", "description" },
            { "l2vpns", "speed" },
            { "l2vpns", "speed_policer" },
            { "l2vpns", "saps/0/port_id" },
            { "l2vpns", "saps/0/vlans" },
            { "nsip2ps", "description" },
            { "nsip2ps", "speed" },
            { "nsip2ps", "speed_policer" },
            { "nsip2ps", "stps/0/stp_id" },
            { "nsip2ps", "stps/0/port_id" },
            { "nsip2ps", "stps/0/vlan" },
        };

    public static TheoryData<string> Kinds => [.. ManagedObject.Kinds];

    [Theory]
    [MemberData(nameof(Attributes))]
    public async Task A_spoiled_attribute_is_found_planned_repaired_and_gone(string kind, string place)
    {
        var managed = await FindAsync(kind);
        var right = await managed.ReadAsync();
        var spoiled = right.DeepClone().AsObject();
        var (parent, member) = Place(spoiled, place);
        parent[member] = Spoil(parent[member]!);
        Assert.False(JsonNode.DeepEquals(right, spoiled));

        await managed.PutAsync(spoiled);

        await AssertRepairedAsync(managed, kind, right, "change", ExpectedDifferences(right, spoiled, place));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
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
    [MemberData(nameof(Kinds))]
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
    private async Task AssertRepairedAsync(
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
        var (rows, versions) = example.DumpSubscriptions();

        var drifted = await managed.CheckAsync();
        var plan = await managed.PlanAsync();
        var isListed = await managed.IsListedAsDriftedAsync();
        var writesBefore = await managed.CountWritesAsync();
        var process = await managed.RunPlanAsync(plan, "completed");
        var after = await managed.ReadDriftAsync();
        var (rowsAfter, versionsAfter) = example.DumpSubscriptions();
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

        // Nothing of any subscription has changed but the version of this one, when it was locked and when it was unlocked.
        Assert.Equal(rows, rowsAfter);
        var id = managed.Id.ToString();
        Assert.Equal(versions[id] + 2, versionsAfter[id]);
        Assert.Equal(versions.Where(pair => pair.Key != id), versionsAfter.Where(pair => pair.Key != id));

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
        if (place.Split('/') is not [var list, ..] || !ElementKeys.TryGetValue(list, out var key))
        {
            return [Difference(member, "changed", before[member], after[member])];
        }

        // Elements are found by their key, so one with another key is another one.
        return member == key
            ?
            [
                Difference($"{list}[{before[key]}]", "missing", before, actual: null),
                Difference($"{list}[{after[key]}]", "unexpected", desired: null, after),
            ]
            : [Difference($"{list}[{before[key]}].{member}", "changed", before[member], after[member])];
    }

    /// <summary>Another value of the same type.</summary>
    private static JsonNode Spoil(JsonNode value) =>
        value.GetValueKind() switch
        {
            JsonValueKind.True or JsonValueKind.False => !value.GetValue<bool>(),
            JsonValueKind.Number => value.GetValue<int>() + 1,
            _ when Guid.TryParse(value.GetValue<string>(), out _) => Guid.NewGuid().ToString(),
            _ => Choices.FirstOrDefault(choices => choices.Contains(value.GetValue<string>())) is { } choices
                ? choices.First(choice => choice != value.GetValue<string>())
                : "spoiled",
        };

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

    private Task<ManagedObject> FindAsync(string kind, int index = 0) => ManagedObject.FindAsync(example, kind, index);
}
