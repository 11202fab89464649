using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Orchestrator.Api.Tests.Support;

namespace Orchestrator.Api.Tests.Processes;

/// <summary>The list of processes on the wire.</summary>
public sealed class ProcessListContractTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task A_list_shows_processes_with_their_reduced_subscriptions_and_without_what_only_the_whole_process_has()
    {
        var lamp = await host.CreateLampAsync();

        var list = (await host.GetAsync($"/api/processes/?filter=subscription_id,{lamp}")).AsArray();

        var process = Assert.Single(list)!;
        Assert.Equal(
            ("create_lamp", "completed", "CREATE"),
            (Text(process, "workflow_name"), Text(process, "last_status"), Text(process, "workflow_target"))
        );
        Assert.Equal((lamp, "customer"), (Text(process["subscriptions"]![0]!, "subscription_id"), Text(process, "customer_id")));
        Assert.All(["steps", "form", "current_state"], name => Assert.Null(process[name]));
        Assert.True(process["started_at"]!.GetValue<double>() > 1_700_000_000);
        Assert.Null(process["subscriptions"]![0]!["product"]!["created_at"]);
        Assert.Equal(process["product_id"]!.GetValue<string>(), Text(process["subscriptions"]![0]!["product"]!, "product_id"));
    }

    [Fact]
    public async Task A_list_leaves_the_traceback_to_the_process_itself()
    {
        var lamp = await host.CreateLampAsync();
        var failed = await host.RunAsync("modify_lamp", "failed", new { subscription_id = lamp }, new { brightness = 13 });

        var listed = (await host.GetAsync($"/api/processes/?filter=process_id,{failed["process_id"]}")).AsArray().Single()!;

        Assert.Contains("InvalidOperationException", Text(failed, "traceback"), StringComparison.Ordinal);
        Assert.Null(listed["traceback"]);
        Assert.Equal(Text(failed, "failed_reason"), Text(listed, "failed_reason"));
    }

    [Fact]
    public async Task A_part_of_the_list_says_which_and_of_how_many()
    {
        var lamp = await host.CreateLampAsync();
        for (var run = 0; run < 3; run++)
        {
            await host.RunAsync("validate_nothing", "completed", new { });
        }

        using var answer = await host.Http.GetAsync(
            new Uri("/api/processes?range=1,3&sort=startedAt,asc&filter=workflowName,validate_nothing", UriKind.Relative)
        );
        var all = (await host.GetAsync("/api/processes/?sort=started_at,asc&filter=workflow_name,validate_nothing")).AsArray();
        var part = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsArray();

        Assert.Equal(
            $"processes 1-3/{all.Count.ToString(CultureInfo.InvariantCulture)}",
            answer.Content.Headers.GetValues("Content-Range").Single()
        );
        Assert.Equal(
            all.Skip(1).Take(2).Select(static process => Text(process!, "process_id")),
            part.Select(static process => Text(process!, "process_id"))
        );
        Assert.DoesNotContain(
            all,
            process => process!["subscriptions"]!.AsArray().Any(subscription => Text(subscription!, "subscription_id") == lamp)
        );
    }

    [Theory]
    [InlineData("/api/processes/", "processes")]
    [InlineData("/api/processes/?filter=workflowName,create_lamp", "processes")]
    [InlineData("/api/subscriptions/search?query=-xyzzy", "subscriptions")]
    public async Task A_list_without_a_range_says_how_many_there_are_in_all_and_how_many_it_gives_at_most(string path, string what)
    {
        await host.CreateLampAsync();

        using var answer = await host.Http.GetAsync(new Uri(path, UriKind.Relative));

        var count = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsArray().Count;
        Assert.NotEqual(0, count);
        Assert.Equal($"{what} 0-1000/{count}", answer.Content.Headers.GetValues("Content-Range").Single());
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task A_client_that_has_the_list_already_is_told_so()
    {
        var lamp = await host.CreateLampAsync();
        var uri = new Uri($"/api/processes/?filter=subscription_id,{lamp}", UriKind.Relative);
        using var first = await host.Http.GetAsync(uri);
        var tag = first.Headers.ETag!.ToString();

        foreach (var known in new[] { tag, tag.Split('"')[1] })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, uri);
            Assert.True(request.Headers.TryAddWithoutValidation("If-None-Match", known));
            using var again = await host.Http.SendAsync(request);
            Assert.Equal((HttpStatusCode.NotModified, 0), (again.StatusCode, (await again.Content.ReadAsByteArrayAsync()).Length));
        }

        Assert.Matches("^W/\"0x[0-9a-f]{8}\"$", tag);
        await host.RunAsync("reconcile_lamp", "completed", new { subscription_id = lamp });
        using var changed = new HttpRequestMessage(HttpMethod.Get, uri);
        Assert.True(changed.Headers.TryAddWithoutValidation("If-None-Match", tag));
        using var fresh = await host.Http.SendAsync(changed);
        Assert.Equal(HttpStatusCode.OK, fresh.StatusCode);
    }

    [Theory]
    [InlineData("filter=lastStats,failed", "Invalid filter arguments (invalid_filters=['lastStats'] valid", "last_status")]
    [InlineData("filter=!asignee,noc", "Invalid filter arguments (invalid_filters=['!asignee'] valid", "assignee")]
    [InlineData("sort=startedA,asc", "Invalid sort arguments (invalid_sorting=['startedA'] valid", "started_at")]
    public async Task A_field_that_is_nearly_another_one_has_the_text_that_clients_know_and_a_hint(string query, string text, string near)
    {
        using var answer = await host.Http.GetAsync(new Uri($"/api/processes/?{query}", UriKind.Relative));

        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.StartsWith(text, Text(problem, "detail"), StringComparison.Ordinal);
        Assert.EndsWith($"is not a field of processes. Did you mean '{near}'?", Text(problem, "hint"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("filter=last_status", "Invalid number of filter arguments")]
    [InlineData(
        "filter=colour,red",
        "Invalid filter arguments (invalid_filters=['colour'] valid_filter_keys=['assignee', 'created_by', 'customer', "
    )]
    [InlineData("sort=started_at", "Invalid number of sort arguments")]
    [InlineData("sort=colour,asc", "Invalid sort arguments (invalid_sorting=['colour'] valid_sort_keys=['assignee', 'created_by', ")]
    [InlineData("sort=started_at,up", "An order is asc or desc, not 'up'.")]
    [InlineData("range=3,1", "A range is two whole numbers")]
    [InlineData("filter=started_at,yesterday", "'yesterday' is not a time.")]
    [InlineData("range=0,1001", "A list gives at most 1000 rows at once, not 1001.")]
    [InlineData("range=0,2147483647", "A list gives at most 1000 rows at once, not 2147483647.")]
    public async Task A_list_that_cannot_be_made_is_refused_with_what_is_wrong(string query, string expected)
    {
        using var answer = await host.Http.GetAsync(new Uri($"/api/processes/?{query}", UriKind.Relative));

        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.StartsWith(expected, Text(problem, "detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sort=", "subscriptions,asc", ",", 400, "A list is sorted by at most 10 fields, not 400.")]
    [InlineData("filter=", "product,x", ",", 400, "A list takes at most 20 filters, not 400.")]
    [InlineData("filter=product,", "zz", "|", 400, "The filter 'product' takes at most 200 alternatives, not 400.")]
    [InlineData("filter=last_status,", "a", "|", 1_200, "The filter 'last_status' takes at most 200 alternatives, not 1200.")]
    public async Task A_list_that_would_cost_too_much_is_refused(string name, string value, string separator, int count, string expected)
    {
        using var answer = await host.Http.GetAsync(
            new Uri($"/api/processes/?{name}{string.Join(separator, Enumerable.Repeat(value, count))}", UriKind.Relative)
        );

        Assert.Equal(400, (int)answer.StatusCode);
        Assert.StartsWith(expected, Text(JsonNode.Parse(await answer.Content.ReadAsStringAsync())!, "detail"), StringComparison.Ordinal);
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
