using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NetworkResourceManager.Tests;

public sealed class ResourceManagerTests : IAsyncLifetime
{
    private RunningService _service = null!;

    private HttpClient Http => _service.Http;

    public async ValueTask InitializeAsync() => _service = await RunningService.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task An_object_is_put_as_a_whole_read_listed_and_deleted()
    {
        var first = await PutAsync("l2vpns", "a", new { speed = 1, description = "x" });
        var second = await PutAsync("l2vpns", "a", new { speed = 2 });
        var held = await Http.GetFromJsonAsync<JsonObject>("/nrm/l2vpns/a");
        var listed = await Http.GetFromJsonAsync<JsonArray>("/nrm/l2vpns");
        using var deleted = await Http.DeleteAsync("/nrm/l2vpns/a");
        using var again = await Http.DeleteAsync("/nrm/l2vpns/a");

        Assert.Equal((1, 2), (first, second));
        Assert.True(JsonNode.DeepEquals(new JsonObject { ["speed"] = 2, ["id"] = "a" }, held));
        Assert.True(JsonNode.DeepEquals(held, Assert.Single(listed!)));
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        Assert.Contains("There is no l2vpns/a.", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cisco", "TenGigE0/0/0/0", "HundredGigE0/0/1/3")]
    [InlineData("nokia", "1/1/1", "1/2/4")]
    public async Task The_interfaces_of_a_node_are_named_as_its_vendor_does(string vendor, string first, string last)
    {
        await PutAsync("nodes", "a", new { name = "a", vendor });

        var interfaces = (await Http.GetFromJsonAsync<JsonElement>("/nrm/nodes/a/interfaces")).EnumerateArray().ToArray();

        Assert.Equal((first, 10_000), Read(interfaces[0]));
        Assert.Equal((last, 100_000), Read(interfaces[^1]));

        static (string?, int) Read(JsonElement found) => (found.GetProperty("name").GetString(), found.GetProperty("speed").GetInt32());
    }

    [Fact]
    public async Task A_name_of_another_node_is_refused_and_changes_nothing()
    {
        await PutAsync("nodes", "a", new { name = "same" });
        await PutAsync("nodes", "a", new { name = "same", site = "utrecht" });

        using var refused = await Http.PutAsJsonAsync("/nrm/nodes/b", new { name = "same" });

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("Another node is named 'same'.", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Single((await Http.GetFromJsonAsync<JsonArray>("/nrm/nodes"))!);
    }

    [Fact]
    public async Task The_page_shows_every_kind_and_can_write_an_object()
    {
        var page = await Http.GetStringAsync("/");
        var kinds = await Http.GetFromJsonAsync<string[]>("/nrm") ?? [];

        Assert.Equal(["core-links", "l2vpns", "nodes", "nsip2ps", "ports"], kinds);
        Assert.Contains("fetch('/nrm')", page, StringComparison.Ordinal);
        Assert.Contains("method: 'PUT'", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Some_members_of_an_object_are_replaced_whatever_faults_there_are()
    {
        await PutAsync("l2vpns", "a", new { speed = 1, description = "x" });
        await Http.PostAsJsonAsync("/nrm/faults", new { kind = "l2vpns", times = 1 });

        using var patched = await Http.PatchAsJsonAsync("/nrm/l2vpns/a", new { speed = 2 });

        var expected = new JsonObject
        {
            ["speed"] = 2,
            ["description"] = "x",
            ["id"] = "a",
        };
        Assert.True(JsonNode.DeepEquals(expected, await patched.Content.ReadFromJsonAsync<JsonObject>()));
        Assert.True(JsonNode.DeepEquals(expected, await Http.GetFromJsonAsync<JsonObject>("/nrm/l2vpns/a")));
    }

    [Theory]
    [InlineData("GET", "/nrm/nodes/none/interfaces", null, 404, "There is no nodes/none.")]
    [InlineData("POST", "/nrm/core-links/none/tests", """{"callback":"http://127.0.0.1:9/"}""", 404, "There is no core-links/none.")]
    [InlineData("POST", "/nrm/core-links/none/tests", """{"callback":"/api/processes"}""", 400, "is not an address to call")]
    [InlineData("GET", "/nrm/routers", null, 404, "'routers' is not a kind")]
    [InlineData("GET", "/nrm/nodes/none", null, 404, "There is no nodes/none.")]
    [InlineData("PUT", "/nrm/routers/a", "{}", 404, "the kinds are core-links, l2vpns, nodes, nsip2ps, ports")]
    [InlineData("PUT", "/nrm/nodes/a", "{", 400, "is not JSON")]
    [InlineData("PUT", "/nrm/nodes/a", "[1]", 400, "must be a JSON object")]
    [InlineData("PATCH", "/nrm/routers/a", "{}", 404, "'routers' is not a kind")]
    [InlineData("PATCH", "/nrm/nodes/none", "{}", 404, "There is no nodes/none.")]
    [InlineData("PATCH", "/nrm/nodes/none", "[1]", 400, "must be a JSON object")]
    [InlineData("POST", "/nrm/faults", """{"kind":"routers"}""", 400, "'routers' is not a kind")]
    [InlineData("POST", "/nrm/faults", """{"kind":"nodes","status":99}""", 400, "a status from 200 to 599")]
    [InlineData("POST", "/nrm/faults", """{"kind":"nodes","times":-1}""", 400, "neither times nor delay_ms below 0")]
    public async Task Bad_input_is_answered_with_its_fault_and_changes_nothing(
        string method,
        string path,
        string? body,
        int status,
        string named
    )
    {
        using var request = new HttpRequestMessage(new(method), path)
        {
            Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
        };

        using var response = await Http.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains(
            named,
            JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("error").GetString(),
            StringComparison.Ordinal
        );
        Assert.Empty(await JournalAsync());
    }

    [Fact]
    public async Task The_journal_lists_each_write_that_was_taken_in_order_and_from_any_point_on()
    {
        await PutAsync("nodes", "n", new { name = "one" });
        await PutAsync("ports", "p", new { name = "two" });
        using var deleted = await Http.DeleteAsync("/nrm/nodes/n");

        var all = await JournalAsync();
        var rest = await JournalAsync(all[0]!["seq"]!.GetValue<long>());

        Assert.Equal(
            ["PUT nodes/n", "PUT ports/p", "DELETE nodes/n"],
            all.Select(static line => $"{line!["method"]} {line["kind"]}/{line["id"]}")
        );
        Assert.Equal("one", all[0]!["body"]!["name"]!.GetValue<string>());
        Assert.Null(all[2]!["body"]);
        Assert.Equal(
            all.Select(static line => line!["at"]!.GetValue<DateTimeOffset>()).Order(),
            all.Select(static line => line!["at"]!.GetValue<DateTimeOffset>())
        );
        Assert.Equal(2, rest.Count);
    }

    [Fact]
    public async Task A_restart_keeps_objects_revisions_and_journal()
    {
        await PutAsync("nodes", "n", new { name = "one" });

        await _service.RestartAsync();

        Assert.Equal(2, await PutAsync("nodes", "n", new { name = "two" }));
        Assert.Equal(2, (await JournalAsync()).Count);
    }

    [Fact]
    public async Task A_fault_answers_the_next_writes_of_its_kind_and_writes_nothing_until_it_is_used_up_or_cleared()
    {
        await FaultAsync(
            new
            {
                kind = "nodes",
                status = 503,
                times = 2,
            }
        );
        using var first = await Http.PutAsJsonAsync("/nrm/nodes/n", new { });
        using var other = await Http.PutAsJsonAsync("/nrm/ports/p", new { });
        using var second = await Http.DeleteAsync("/nrm/nodes/n");
        using var third = await Http.PutAsJsonAsync("/nrm/nodes/n", new { });
        await FaultAsync(
            new
            {
                kind = "nodes",
                status = 500,
                times = 9,
            }
        );
        await FaultAsync(new { kind = "nodes", times = 0 });
        using var cleared = await Http.PutAsJsonAsync("/nrm/nodes/n", new { });

        Assert.Equal(
            [503, 200, 503, 200, 200],
            new[] { first, other, second, third, cleared }.Select(static response => (int)response.StatusCode)
        );
        Assert.Equal(["ports", "nodes", "nodes"], (await JournalAsync()).Select(static line => line!["kind"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_fault_that_is_a_success_is_only_a_delay()
    {
        await FaultAsync(
            new
            {
                kind = "nodes",
                status = 200,
                times = 1,
                delay_ms = 50,
            }
        );
        var watch = System.Diagnostics.Stopwatch.StartNew();

        Assert.Equal(1, await PutAsync("nodes", "n", new { }));

        Assert.True(watch.ElapsedMilliseconds >= 50);
        Assert.Single(await JournalAsync());
    }

    [Fact]
    public async Task Faults_cannot_be_made_outside_development()
    {
        await _service.RestartAsync("Production");

        using var response = await Http.PostAsJsonAsync(
            "/nrm/faults",
            new
            {
                kind = "nodes",
                status = 503,
                times = 1,
            }
        );

        Assert.False(response.IsSuccessStatusCode);
        Assert.Equal(1, await PutAsync("nodes", "n", new { }));
    }

    [Fact]
    public async Task Twenty_writes_at_once_are_twenty_revisions_and_twenty_lines()
    {
        var revisions = await Task.WhenAll(Enumerable.Range(0, 20).Select(index => PutAsync("nodes", "n", new { index })));

        Assert.Equal(Enumerable.Range(1, 20), revisions.Order());
        Assert.Equal(20, (await JournalAsync()).Count);
    }

    private async Task<int> PutAsync(string kind, string id, object body)
    {
        using var response = await Http.PutAsJsonAsync($"/nrm/{kind}/{id}", body);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!["revision"]!.GetValue<int>();
    }

    private async Task FaultAsync(object fault)
    {
        using var response = await Http.PostAsJsonAsync("/nrm/faults", fault);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    private async Task<JsonArray> JournalAsync(long since = 0) => (await Http.GetFromJsonAsync<JsonArray>($"/nrm/journal?since={since}"))!;
}
