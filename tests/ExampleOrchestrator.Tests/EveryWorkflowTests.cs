using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ExampleOrchestrator.Tests.Support;

namespace ExampleOrchestrator.Tests;

/// <summary>Every workflow of every product, over HTTP, with the resource manager as a process of its own.</summary>
[Collection<SharedExample>]
public sealed class EveryWorkflowTests(Example example)
{
    [Fact]
    public async Task A_node_waits_for_its_installation_and_is_modified_synchronized_reconciled_and_terminated()
    {
        var process = await example.StartCreateAsync(
            "create_node",
            "node Cisco",
            new
            {
                node_name = "every-node",
                site = "amsterdam",
                installed = false,
            }
        );
        await example.WaitAsync(process, "suspended");
        await example.ResumeAsync(process, new { });
        var node = await FinishCreateAsync(process);

        await AssertLivesAsync("node", "nodes", node, new { site = "utrecht" });
    }

    [Fact]
    public async Task The_interfaces_of_a_node_are_asked_for_again_until_it_answers()
    {
        var node = (await example.FindAsync("NODE"))[2];
        await example.SetFaultAsync("interfaces", 400, times: 1);

        var process = await example.WaitAsync(await example.StartAsync("modify_sync_ports", node), "completed", "failed");

        Assert.Equal("completed", process.GetProperty("last_status").GetString());
        var held = await example.Http.GetFromJsonAsync<JsonElement>($"/api/subscriptions/domain-model/{node}");
        Assert.Equal(
            ["1/2/1", "1/2/2", "1/2/3", "1/2/4"],
            held.GetProperty("inventory").GetProperty("hundred_gigabit_interfaces").EnumerateArray().Select(static name => name.GetString())
        );
    }

    [Fact]
    public async Task A_port_is_created_modified_reconciled_and_terminated()
    {
        var node = (await example.FindAsync("NODE"))[2];
        var port = await CreateAsync("create_port", "port 10G", new { node }, new { port_name = "1/1/8" });

        await AssertLivesAsync("port", "ports", port, new { enabled = false });
    }

    [Fact]
    public async Task A_core_link_is_tested_by_the_manager_which_calls_back_until_it_is_good_and_is_modified_reconciled_and_terminated()
    {
        var nodes = await example.FindAsync("NODE");
        await example.SetFaultAsync("tests", 500, times: 1);
        var process = await example.StartCreateAsync(
            "create_core_link",
            "core link 10G",
            new { node_a = nodes[0], node_b = nodes[1] },
            new { port_a = "TenGigE0/0/0/6", port_b = "1/1/7" },
            new { }
        );
        var failed = await example.WaitAsync(process, "completed", "failed");
        await example.ResumeAsync(process);
        var link = await FinishCreateAsync(process);

        Assert.StartsWith(
            "The link loses 12.5 % of its traffic.",
            failed.GetProperty("failed_reason").GetString(),
            StringComparison.Ordinal
        );

        await AssertLivesAsync("core_link", "core-links", link, new { under_maintenance = true }, new { });
    }

    [Fact]
    public async Task A_layer_2_VPN_is_created_modified_reconciled_and_terminated()
    {
        var ports = await example.FindAsync("PORT");
        var l2vpn = await CreateAsync(
            "create_l2vpn",
            "l2vpn",
            new { speed = 10 },
            new { access_points = new[] { new { port_id = ports[0], vlan = 3_000 }, new { port_id = ports[2], vlan = 3_000 } } }
        );

        await AssertLivesAsync("l2vpn", "l2vpns", l2vpn, new { speed = 77, speed_policer = true });
    }

    [Fact]
    public async Task A_service_termination_point_is_created_modified_validated_and_terminated_without_the_manager()
    {
        var port = (await example.FindAsync("PORT"))[0];
        var before = await CountWritesAsync();
        var stp = await CreateAsync(
            "create_nsistp",
            "nsistp",
            new
            {
                port,
                topology = "example.org",
                stp_id = "every",
            },
            new { vlans = "302,300-301", bandwidth = 10 },
            new { }
        );

        await AssertRunsAsync("modify_nsistp", stp, new { vlans = "300-301,305", bandwidth = 20 }, new { });
        var held = await ReadAsync(stp);
        await AssertRunsAsync("validate_nsistp", stp);
        var actions = await example.Http.GetFromJsonAsync<JsonElement>($"/api/subscriptions/workflows/{stp}");
        await AssertRunsAsync("terminate_nsistp", stp);

        Assert.Equal("300-301,305", held.GetProperty("stp").GetProperty("vlans").GetString());
        Assert.Empty(actions.GetProperty("reconcile").EnumerateArray());
        Assert.Equal("terminated", (await ReadAsync(stp)).GetProperty("status").GetString());
        Assert.Equal(before, await CountWritesAsync());
    }

    [Fact]
    public async Task A_connection_is_created_modified_reconciled_and_terminated()
    {
        var stps = await example.FindAsync("NSISTP");
        var connection = await CreateAsync(
            "create_nsip2p",
            "nsip2p",
            new
            {
                speed = 10,
                stp_a = stps[0],
                stp_b = stps[1],
            },
            new { vlan_a = 203, vlan_b = 204 },
            new { }
        );

        await AssertLivesAsync("nsip2p", "nsip2ps", connection, new { speed = 9, speed_policer = true }, new { });
    }

    [Fact]
    public async Task The_task_fails_with_the_name_of_each_object_that_no_subscription_has()
    {
        var orphan = new ManagedObject(example, "ports", Guid.NewGuid());
        await orphan.PutAsync(new JsonObject { ["name"] = "orphan" });
        using var started = await example.PostAsync("task_find_nrm_orphans", new { });
        var task = (await started.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();

        var failed = await example.WaitAsync(task, "completed", "failed");

        await orphan.DeleteAsync();
        Assert.Equal("failed", failed.GetProperty("last_status").GetString());
        Assert.Contains($"ports/{orphan.Id}", failed.GetProperty("failed_reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_workflow_of_the_catalogue_is_run_by_a_test_of_this_class()
    {
        string[] products = ["node", "port", "core_link", "l2vpn", "nsistp", "nsip2p"];
        string[] verbs = ["create", "modify", "terminate", "validate", "reconcile"];
        var catalogue = File.ReadAllText(Path.Combine(Repository.Root, "samples", "ExampleOrchestrator", "workflows.md"));

        Assert.Equal(
            products
                .SelectMany(product => verbs.Select(verb => $"{verb}_{product}"))
                .Except(["reconcile_nsistp"])
                .Append("modify_sync_ports")
                .Append("task_find_nrm_orphans")
                .Order(StringComparer.Ordinal),
            Regex.Matches(catalogue, "(?m)^### (.+)$").Select(static heading => heading.Groups[1].Value).Order(StringComparer.Ordinal)
        );
    }

    /// <summary>A subscription is modified, validated, reconciled after its object was deleted, and terminated with its object.</summary>
    private async Task AssertLivesAsync(string product, string kind, Guid subscription, params object[] modify)
    {
        var managed = new ManagedObject(example, kind, subscription);
        var created = await managed.ReadAsync();
        await AssertRunsAsync($"modify_{product}", subscription, modify);
        var modified = await managed.ReadAsync();
        await AssertRunsAsync($"validate_{product}", subscription);
        await managed.DeleteAsync();
        var missing = await example.RunAsync($"validate_{product}", subscription);
        await AssertRunsAsync($"reconcile_{product}", subscription);
        var reconciled = await managed.ReadAsync();
        await AssertRunsAsync($"terminate_{product}", subscription);
        using var gone = await example.Nrm.GetAsync($"/nrm/{kind}/{subscription}");

        Assert.False(JsonNode.DeepEquals(created, modified), $"modify_{product} changed nothing in the resource manager: {modified}");
        Assert.Equal("inconsistent_data", missing.GetProperty("last_status").GetString());
        Assert.True(JsonNode.DeepEquals(modified, reconciled), $"{modified} is {reconciled} after reconcile_{product}.");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Equal("terminated", (await ReadAsync(subscription)).GetProperty("status").GetString());
    }

    private async Task AssertRunsAsync(string workflow, Guid subscription, params object[] pages)
    {
        var process = await example.RunAsync(workflow, subscription, pages);
        Assert.True(process.GetProperty("last_status").GetString() == "completed", $"{workflow}: {process}\n{example.Output}");
    }

    private async Task<Guid> CreateAsync(string workflow, string product, params object[] pages) =>
        await FinishCreateAsync(await example.StartCreateAsync(workflow, product, pages));

    private async Task<Guid> FinishCreateAsync(Guid process)
    {
        var finished = await example.WaitAsync(process, "completed", "failed");
        Assert.True(finished.GetProperty("last_status").GetString() == "completed", $"{finished}\n{example.Output}");
        var subscription = finished.GetProperty("subscriptions")[0].GetProperty("subscription_id").GetGuid();
        Assert.Equal("active", (await ReadAsync(subscription)).GetProperty("status").GetString());
        return subscription;
    }

    private Task<JsonElement> ReadAsync(Guid subscription) =>
        example.Http.GetFromJsonAsync<JsonElement>($"/api/subscriptions/domain-model/{subscription}");

    private async Task<int> CountWritesAsync() =>
        (await example.Nrm.GetFromJsonAsync<JsonElement>("/nrm/journal?since=0")).GetArrayLength();
}
