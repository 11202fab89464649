using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ExampleOrchestrator.Tests.Support;

namespace ExampleOrchestrator.Tests;

/// <summary>What the forms of the example offer, refuse and summarise. None of these tests starts a process.</summary>
[Collection<SharedExample>]
public sealed class FormTests(Example example)
{
    [Theory]
    [InlineData("port 10G", "TenGigE0/0/0/2", "TenGigE0/0/0/0", "HundredGigE0/0/1/1")]
    [InlineData("port 100G", "HundredGigE0/0/1/1", "HundredGigE0/0/1/0", "TenGigE0/0/0/2")]
    public async Task Interfaces_of_the_products_speed_that_neither_a_port_nor_a_core_link_has_are_offered_by_name(
        string product,
        string free,
        string taken,
        string ofAnotherSpeed
    )
    {
        var node = (await example.FindAsync("NODE"))[0];

        var offered = Choices(await AskAsync("create_port", product, new { node }), "Interfaces");

        Assert.Contains(free, offered);
        Assert.DoesNotContain(taken, offered);
        Assert.DoesNotContain(ofAnotherSpeed, offered);
    }

    [Fact]
    public async Task Only_active_nodes_are_offered_by_their_descriptions()
    {
        var nodes = (await AskAsync("create_port", "port 10G")).GetProperty("form").GetProperty("$defs").GetProperty("Nodes");

        Assert.Equal(
            (await example.FindAsync("NODE")).Select(static id => id.ToString()).Order(StringComparer.Ordinal),
            nodes.GetProperty("options").EnumerateObject().Select(static option => option.Name).Order(StringComparer.Ordinal)
        );
        Assert.Contains("Node node-1 in ", nodes.GetProperty("options").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_customer_is_offered_and_no_other_is_accepted()
    {
        var page = await AskAsync("create_node", "node Nokia");

        var error = await RefuseAsync(
            "create_node",
            "node Nokia",
            new
            {
                customer_id = Guid.Empty,
                node_name = "x",
                site = "utrecht",
            }
        );

        Assert.Equal(3, Choices(page, "AllCustomers").Count);
        Assert.Equal("customer_id", error.GetProperty("loc")[0].GetString());
    }

    [Fact]
    public async Task The_nodes_of_a_core_link_are_two()
    {
        var node = (await example.FindAsync("NODE"))[0];

        var error = await RefuseAsync("create_core_link", "core link 10G", new { node_a = node, node_b = node });

        Assert.Equal("node_b", error.GetProperty("loc")[0].GetString());
    }

    [Fact]
    public async Task The_interfaces_of_a_core_link_are_those_of_the_nodes_that_were_chosen_before()
    {
        var nodes = await example.FindAsync("NODE");

        var page = await AskAsync("create_core_link", "core link 100G", new { node_a = nodes[1], node_b = nodes[0] });

        Assert.Contains("1/2/4", Choices(page, "InterfacesA"));
        Assert.Contains("HundredGigE0/0/1/3", Choices(page, "InterfacesB"));
    }

    [Theory]
    [InlineData("", "'' is neither a VLAN nor a range.")]
    [InlineData("10-", "'10-' is neither a VLAN nor a range.")]
    [InlineData("10;20", "'10;20' is neither a VLAN nor a range.")]
    [InlineData("1-5", "'1-5' is not a range of VLANs. VLANs are 2 to 4094")]
    [InlineData("4095", "'4095' is not a range of VLANs.")]
    [InlineData("30-20", "'30-20' is not a range of VLANs.")]
    [InlineData("2-99,100-102", "100 of this port is in use.")]
    public async Task VLANs_of_a_service_termination_point_are_ranges_that_are_free_on_the_port(string vlans, string problem)
    {
        var port = (await example.FindAsync("PORT"))[0];

        var error = await RefuseAsync(
            "create_nsistp",
            "nsistp",
            new
            {
                port,
                topology = "example.org",
                stp_id = "new",
            },
            new { vlans, bandwidth = 1 }
        );

        Assert.Equal("vlans", error.GetProperty("loc")[0].GetString());
        Assert.Contains(problem, error.GetProperty("msg").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "204-206",
        1,
        "204-206 of Port TenGigE0/0/0/1 of node node-1, 10 Gbit/s is in use. Choose VLANs other than 101-103,110,200-210,220."
    )]
    [InlineData("3001-3005", 0, "3001 of Port TenGigE0/0/0/0 of node node-1, 10 Gbit/s is in use. Choose VLANs other than 100,3001.")]
    [InlineData("4094-4095", 1, "'4094-4095' is not a range of VLANs.")]
    [InlineData("1", 1, "'1' is not a range of VLANs. VLANs are 2 to 4094")]
    public async Task VLANs_of_a_layer_2_VPN_are_ranges_that_are_free_on_the_port_and_different_on_each_access_point(
        string vlans,
        int port,
        string problem
    )
    {
        var ports = await example.FindAsync("PORT");

        var error = await RefuseAsync(
            "create_l2vpn",
            "l2vpn",
            new { speed = 10 },
            new { access_points = new[] { new { port_id = ports[0], vlans = "3001" }, new { port_id = ports[port], vlans } } }
        );

        Assert.Equal("access_points", error.GetProperty("loc")[0].GetString());
        Assert.Contains(problem, error.GetProperty("msg").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("create_node", "node Nokia", """[{"node_name":"","site":"utrecht"}]""", "node_name")]
    [InlineData("create_node", "node Nokia", """[{"node_name":"x","site":"paris"}]""", "site")]
    [InlineData("create_l2vpn", "l2vpn", """[{"speed":0}]""", "speed")]
    [InlineData("create_l2vpn", "l2vpn", """[{"speed":100001}]""", "speed")]
    [InlineData("create_l2vpn", "l2vpn", """[{"speed":1},{"access_points":[{"port_id":"{port}","vlans":"7"}]}]""", "access_points")]
    [InlineData("create_nsistp", "nsistp", """[{"port":"{port}","topology":"Not valid","stp_id":"x"}]""", "topology")]
    [InlineData("create_nsistp", "nsistp", """[{"port":"{port}","topology":"x","stp_id":"Not valid"}]""", "stp_id")]
    [InlineData("create_nsistp", "nsistp", """[{"port":"{port}","topology":"x","stp_id":"x"},{"vlans":"7","bandwidth":0}]""", "bandwidth")]
    [InlineData(
        "create_nsistp",
        "nsistp",
        """[{"port":"{port}","topology":"x","stp_id":"x"},{"vlans":"7","bandwidth":1,"is_alias_in":"urn:ogf:network:x"}]""",
        "is_alias_out"
    )]
    [InlineData("create_nsip2p", "nsip2p", """[{"speed":0,"stp_a":"{stp}","stp_b":"{stp}"}]""", "speed")]
    [InlineData("create_nsip2p", "nsip2p", """[{"speed":1,"stp_a":"{stp}","stp_b":"{stp}"}]""", "stp_b")]
    public async Task A_value_outside_of_its_limits_is_refused(string workflow, string product, string pages, string field)
    {
        var filled = pages
            .Replace("{port}", $"{(await example.FindAsync("PORT"))[0]}", StringComparison.Ordinal)
            .Replace("{stp}", $"{(await example.FindAsync("NSISTP"))[0]}", StringComparison.Ordinal);

        var error = await RefuseAsync(workflow, product, [.. JsonElement.Parse(filled).EnumerateArray().Cast<object>()]);

        Assert.Equal(field, error.GetProperty("loc")[0].GetString());
    }

    [Fact]
    public async Task The_id_of_a_service_termination_point_is_used_once_in_its_topology()
    {
        var port = (await example.FindAsync("PORT"))[0];

        var error = await RefuseAsync(
            "create_nsistp",
            "nsistp",
            new
            {
                port,
                topology = "example.org",
                stp_id = "ams",
            }
        );

        Assert.Equal("stp_id", error.GetProperty("loc")[0].GetString());
    }

    [Fact]
    public async Task A_VLAN_that_a_connection_uses_is_not_offered_to_another_and_is_kept()
    {
        var stps = await example.FindAsync("NSISTP");

        var page = await AskAsync(
            "create_nsip2p",
            "nsip2p",
            new
            {
                speed = 1,
                stp_a = stps[0],
                stp_b = stps[1],
            }
        );
        using var modify = await example.PostAsync(
            "modify_nsistp",
            new { subscription_id = stps[0] },
            new { vlans = "201-210", bandwidth = 1 }
        );

        Assert.DoesNotContain("200", Choices(page, "VlansA"));
        Assert.Contains("201", Choices(page, "VlansA"));
        Assert.Contains("200", Choices(page, "VlansB"));
        Assert.Contains("Connections use 200.", await modify.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, modify.StatusCode);
    }

    [Theory]
    [InlineData("NODE", "modify_node", """{"site":"utrecht"}""", "Site: Amsterdam, Utrecht")]
    [InlineData("PORT", "modify_port", """{"enabled":false}""", "Enabled: yes, no")]
    [InlineData("CORE_LINK", "modify_core_link", """{"under_maintenance":true}""", "Under maintenance: no, yes")]
    [InlineData("L2VPN", "modify_l2vpn", """{"speed":7,"speed_policer":true}""", "Speed in Mbit/s: 1000, 7; Speed policer: no, yes")]
    [InlineData(
        "NSISTP",
        "modify_nsistp",
        """{"vlans":"200-211","bandwidth":7}""",
        "VLANs: 200-210,220, 200-211; Description: , ; Exposed in the topology: no, no; Bandwidth: 1000, 7"
    )]
    [InlineData("NSIP2P", "modify_nsip2p", """{"speed":7,"speed_policer":true}""", "Speed in Mbit/s: 500, 7; Speed policer: no, yes")]
    public async Task The_last_page_of_each_modification_shows_what_was_before_and_what_will_be_after(
        string tag,
        string workflow,
        string page,
        string expected
    )
    {
        var subscription = (await example.FindAsync(tag))[0];
        using var response = await example.PostAsync(workflow, new { subscription_id = subscription }, JsonElement.Parse(page));

        Assert.Equal(("before, after", expected), Summary(await response.Content.ReadFromJsonAsync<JsonElement>()));
    }

    [Fact]
    public async Task The_last_page_of_each_creation_shows_what_the_subscription_will_be()
    {
        var nodes = await example.FindAsync("NODE");
        var ports = await example.FindAsync("PORT");
        var stps = await example.FindAsync("NSISTP");
        var access = new { access_points = new[] { new { port_id = ports[0], vlans = "7-9" }, new { port_id = ports[2], vlans = "7" } } };

        Assert.Equal(
            "Name: node-9; Site: Utrecht; Installed: yes",
            await SummarizeAsync("create_node", "node Nokia", new { node_name = "node-9", site = "utrecht" })
        );
        Assert.Equal(
            "Node: Node node-3 in Eindhoven; Interface: 1/1/7; Speed in Mbit/s: 10000",
            await SummarizeAsync("create_port", "port 10G", new { node = nodes[2] }, new { port_name = "1/1/7" })
        );
        Assert.Equal(
            "Speed in Mbit/s: 100000; Node A: Node node-1 in Amsterdam; Interface A: HundredGigE0/0/1/3; "
                + "Node B: Node node-2 in Utrecht; Interface B: 1/2/4",
            await SummarizeAsync(
                "create_core_link",
                "core link 100G",
                new { node_a = nodes[0], node_b = nodes[1] },
                new { port_a = "HundredGigE0/0/1/3", port_b = "1/2/4" }
            )
        );
        Assert.Equal(
            "Speed in Mbit/s: 10; Speed policer: no; Port TenGigE0/0/0/0 of node node-1, 10 Gbit/s: VLANs 7-9; "
                + "Port 1/1/1 of node node-2, 10 Gbit/s: VLANs 7",
            await SummarizeAsync("create_l2vpn", "l2vpn", new { speed = 10 }, access)
        );
        Assert.Equal(
            "Port: Port TenGigE0/0/0/0 of node node-1, 10 Gbit/s; STP: example.org:new; VLANs: 7-9; Bandwidth: 5",
            await SummarizeAsync(
                "create_nsistp",
                "nsistp",
                new
                {
                    port = ports[0],
                    topology = "example.org",
                    stp_id = "new",
                },
                new { vlans = "7-9", bandwidth = 5 }
            )
        );
        Assert.StartsWith(
            "Speed in Mbit/s: 6; Speed policer: no; STP A: STP example.org:ams on node-1",
            await SummarizeAsync(
                "create_nsip2p",
                "nsip2p",
                new
                {
                    speed = 6,
                    stp_a = stps[0],
                    stp_b = stps[1],
                },
                new { vlan_a = 209, vlan_b = 210 }
            ),
            StringComparison.Ordinal
        );
    }

    /// <summary>The rows of the last page of a create workflow.</summary>
    private async Task<string> SummarizeAsync(string workflow, string product, params object[] pages) =>
        Summary(await AskAsync(workflow, product, pages)).Rows;

    /// <summary>The table of a page that is the last one: its headers, and each label with its values.</summary>
    private static (string Headers, string Rows) Summary(JsonElement page)
    {
        Assert.False(page.GetProperty("meta").GetProperty("hasNext").GetBoolean());
        var data = page.GetProperty("form").GetProperty("properties").GetProperty("summary").GetProperty("uniforms").GetProperty("data");
        string[][] columns = [.. data.GetProperty("columns").EnumerateArray().Select(Texts)];
        return (
            data.TryGetProperty("headers", out var headers) ? string.Join(", ", Texts(headers)) : "",
            string.Join(
                "; ",
                Texts(data.GetProperty("labels"))
                    .Select((label, row) => $"{label}: {string.Join(", ", columns.Select(column => column[row]))}")
            )
        );

        static string[] Texts(JsonElement list) => [.. list.EnumerateArray().Select(static text => text.ToString())];
    }

    /// <summary>The page that a create workflow shows after some answers.</summary>
    private async Task<JsonElement> AskAsync(string workflow, string product, params object[] pages)
    {
        using var response = await PostAsync(workflow, product, pages);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True((int)response.StatusCode == 510, $"{(int)response.StatusCode} {body}");
        return body;
    }

    /// <summary>The error of a create workflow that refuses the last answer.</summary>
    private async Task<JsonElement> RefuseAsync(string workflow, string product, params object[] pages)
    {
        using var response = await PostAsync(workflow, product, pages);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(response.StatusCode == HttpStatusCode.BadRequest, $"{(int)response.StatusCode} {body}");
        return Assert.Single(body.GetProperty("validation_errors").EnumerateArray());
    }

    private async Task<HttpResponseMessage> PostAsync(string workflow, string product, object[] pages) =>
        await example.PostAsync(workflow, [new { product = await example.FindProductAsync(workflow, product) }, .. pages]);

    private static IReadOnlyList<string?> Choices(JsonElement page, string name) =>
        [
            .. page.GetProperty("form")
                .GetProperty("$defs")
                .GetProperty(name)
                .GetProperty("enum")
                .EnumerateArray()
                .Select(static choice => choice.ToString()),
        ];
}
