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
            },
            new { }
        );
        await example.WaitAsync(process, "suspended");
        await example.ResumeAsync(process, new { });
        var node = await FinishCreateAsync(process);

        await AssertLivesAsync(
            "node",
            "nodes",
            node,
            static site => new
            {
                name = "every-node",
                vendor = "cisco",
                site = site ? "utrecht" : "amsterdam",
                description = $"Node every-node in {(site ? "Utrecht" : "Amsterdam")}",
            },
            new { site = "utrecht" },
            new { }
        );
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
        var port = await CreateAsync("create_port", "port 10G", new { node }, new { port_name = "1/1/8" }, new { });

        await AssertLivesAsync(
            "port",
            "ports",
            port,
            modified => new
            {
                name = "1/1/8",
                node_id = node,
                speed = 10_000,
                enabled = !modified,
                description = $"Port 1/1/8 of node node-3, 10 Gbit/s{(modified ? ", disabled" : "")}",
            },
            new { enabled = false },
            new { }
        );
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

        await AssertLivesAsync(
            "core_link",
            "core-links",
            link,
            modified => new
            {
                description = "Core link of 10 Gbit/s between node-1 TenGigE0/0/0/6 and node-2 1/1/7"
                    + (modified ? ", under maintenance" : ""),
                speed = 10_000,
                under_maintenance = modified,
                ports = new[] { new { node_id = nodes[0], name = "TenGigE0/0/0/6" }, new { node_id = nodes[1], name = "1/1/7" } },
            },
            new { under_maintenance = true },
            new { }
        );
    }

    [Fact]
    public async Task A_layer_2_VPN_is_created_modified_reconciled_and_terminated()
    {
        var ports = await example.FindAsync("PORT");
        var l2vpn = await CreateAsync(
            "create_l2vpn",
            "l2vpn",
            new { speed = 10 },
            new { access_points = new[] { new { port_id = ports[0], vlans = "3000" }, new { port_id = ports[2], vlans = "3000-3009" } } },
            new { }
        );

        await AssertLivesAsync(
            "l2vpn",
            "l2vpns",
            l2vpn,
            modified => new
            {
                description = $"L2VPN of {(modified ? 77 : 10)} Mbit/s between node-1 TenGigE0/0/0/0 and node-2 1/1/1",
                speed = modified ? 77 : 10,
                speed_policer = modified,
                saps = new[] { new { port_id = ports[0], vlans = "3000" }, new { port_id = ports[2], vlans = "3000-3009" } },
            },
            new { speed = 77, speed_policer = true },
            new { }
        );
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

        Assert.Equal(
            ("300-301,305", 20, "example.org", "every", "STP example.org:every on node-1 TenGigE0/0/0/0, VLANs 300-301,305"),
            (
                held.GetProperty("stp").GetProperty("vlans").GetString(),
                held.GetProperty("stp").GetProperty("bandwidth").GetInt32(),
                held.GetProperty("stp").GetProperty("topology").GetString(),
                held.GetProperty("stp").GetProperty("stp_id").GetString(),
                held.GetProperty("description").GetString()
            )
        );
        Assert.Empty(actions.GetProperty("reconcile").EnumerateArray());
        Assert.Equal("terminated", (await ReadAsync(stp)).GetProperty("status").GetString());
        Assert.Equal(before, await CountWritesAsync());
    }

    [Fact]
    public async Task A_service_termination_point_whose_VLANs_another_subscription_has_is_found_by_its_validate_workflow()
    {
        var port = (await example.FindAsync("PORT"))[0];
        var stp = await CreateAsync(
            "create_nsistp",
            "nsistp",
            new
            {
                port,
                topology = "example.org",
                stp_id = "overlapping",
            },
            new { vlans = "310", bandwidth = 10 },
            new { }
        );

        // No form lets it come to this.
        SqliteRows.Query(
            example.Database,
            $"""
            UPDATE subscription_instance_values SET value = '99-100' WHERE value = '310' AND subscription_instance_id IN
                (SELECT subscription_instance_id FROM subscription_instances WHERE lower(subscription_id) = '{stp}') RETURNING value
            """
        );
        var validated = await example.RunAsync("validate_nsistp", stp);
        await AssertRunsAsync("terminate_nsistp", stp);

        Assert.Equal("inconsistent_data", validated.GetProperty("last_status").GetString());
        Assert.Contains(
            "Other subscriptions use VLANs 100 of the same port.",
            validated.GetProperty("failed_reason").GetString(),
            StringComparison.Ordinal
        );
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

        var ports = await example.FindAsync("PORT");
        await AssertLivesAsync(
            "nsip2p",
            "nsip2ps",
            connection,
            modified => new
            {
                description = $"Connection of {(modified ? 9 : 10)} Mbit/s between ams VLAN 203 and utr VLAN 204",
                speed = modified ? 9 : 10,
                speed_policer = modified,
                stps = new[]
                {
                    new
                    {
                        stp_id = "ams",
                        port_id = ports[1],
                        vlan = 203,
                    },
                    new
                    {
                        stp_id = "utr",
                        port_id = ports[3],
                        vlan = 204,
                    },
                },
            },
            new { speed = 9, speed_policer = true },
            new { }
        );
    }

    [Fact]
    public async Task The_task_fails_with_the_name_of_each_object_that_no_subscription_has()
    {
        ManagedObject[] orphans = [.. ManagedObject.Kinds.Select(kind => new ManagedObject(example, kind, Guid.NewGuid()))];
        foreach (var orphan in orphans)
        {
            await orphan.PutAsync(new JsonObject { ["name"] = $"orphan {orphan.Id}" });
        }

        using var started = await example.PostAsync("task_find_nrm_orphans", new { });
        var task = (await started.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();

        var failed = await example.WaitAsync(task, "completed", "failed");

        foreach (var orphan in orphans)
        {
            await orphan.DeleteAsync();
        }

        var reason = failed.GetProperty("failed_reason").GetString()!;
        Assert.Equal("failed", failed.GetProperty("last_status").GetString());
        Assert.All(
            orphans.Zip(ManagedObject.Kinds),
            orphan => Assert.Contains($"{orphan.Second}/{orphan.First.Id}", reason, StringComparison.Ordinal)
        );
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
    /// <param name="product">The product type, as the names of workflows have it.</param>
    /// <param name="kind">The kind of its object in the resource manager.</param>
    /// <param name="subscription">The subscription.</param>
    /// <param name="expected">What the object is before it is modified (false) and after (true).</param>
    /// <param name="modify">The pages with which it is modified.</param>
    private async Task AssertLivesAsync(string product, string kind, Guid subscription, Func<bool, object> expected, params object[] modify)
    {
        var managed = new ManagedObject(example, kind, subscription);
        await AssertHeldAsync(managed, expected(false));
        await AssertRunsAsync($"modify_{product}", subscription, modify);
        await AssertHeldAsync(managed, expected(true));
        Assert.Equal("active", (await ReadAsync(subscription)).GetProperty("status").GetString());
        await AssertRunsAsync($"validate_{product}", subscription);
        await managed.DeleteAsync();
        var missing = await example.RunAsync($"validate_{product}", subscription);
        await AssertRunsAsync($"reconcile_{product}", subscription);
        await AssertHeldAsync(managed, expected(true));
        await AssertRunsAsync($"terminate_{product}", subscription);
        using var gone = await example.Nrm.GetAsync($"/nrm/{kind}/{subscription}");

        Assert.Equal("inconsistent_data", missing.GetProperty("last_status").GetString());
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Equal("terminated", (await ReadAsync(subscription)).GetProperty("status").GetString());
    }

    private static async Task AssertHeldAsync(ManagedObject managed, object expected)
    {
        var held = await managed.ReadAsync();
        Assert.True(held.Remove("id"));
        Assert.True(JsonNode.DeepEquals(JsonSerializer.SerializeToNode(expected), held), $"{held}");
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
