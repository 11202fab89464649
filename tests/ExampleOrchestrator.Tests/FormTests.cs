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

    [Fact]
    public async Task A_VLAN_of_a_layer_2_VPN_is_free_on_its_port()
    {
        var ports = await example.FindAsync("PORT");

        var error = await RefuseAsync(
            "create_l2vpn",
            "l2vpn",
            new { speed = 10 },
            new { access_points = new[] { new { port_id = ports[0], vlan = 3_001 }, new { port_id = ports[1], vlan = 205 } } }
        );

        Assert.Equal("access_points", error.GetProperty("loc")[0].GetString());
        Assert.Contains("Choose another one than 101,200-210,220.", error.GetProperty("msg").GetString(), StringComparison.Ordinal);
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

    [Fact]
    public async Task The_last_page_of_a_modification_shows_what_was_before_and_what_will_be_after()
    {
        var link = (await example.FindAsync("CORE_LINK"))[0];
        using var response = await example.PostAsync("modify_core_link", new { subscription_id = link }, new { under_maintenance = true });

        var page = await response.Content.ReadFromJsonAsync<JsonElement>();
        var summary = page.GetProperty("form").GetProperty("properties").GetProperty("summary").ToString();
        Assert.False(page.GetProperty("meta").GetProperty("hasNext").GetBoolean());
        Assert.Matches("(?s)\"before\".*\"after\".*\"Under maintenance\".*\"no\".*\"yes\"|\"no\".*\"yes\".*\"before\".*\"after\"", summary);
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
