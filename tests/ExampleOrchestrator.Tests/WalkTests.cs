using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using ExampleOrchestrator.Tests.Support;

namespace ExampleOrchestrator.Tests;

/// <summary>The way that the README walks, with real processes, real HTTP and real files. Each test has subscriptions of its own.</summary>
[Collection<SharedExample>]
public sealed class WalkTests(Example example)
{
    [Fact]
    public async Task A_drifted_vpn_is_found_by_validate_and_corrected_by_one_post_of_reconcile()
    {
        var l2vpn = (await example.FindAsync("L2VPN"))[0];
        var path = $"/nrm/l2vpns/{l2vpn}";
        var right = await example.Nrm.GetFromJsonAsync<JsonObject>(path);
        var spoiled = right!.DeepClone().AsObject();
        spoiled["speed"] = 1;
        (await example.Nrm.PutAsJsonAsync(path, spoiled)).EnsureSuccessStatusCode();
        var (rows, versions) = example.DumpSubscriptions();

        var drifted = await example.RunAsync("validate_l2vpn", l2vpn);
        var (rowsBetween, versionsBetween) = example.DumpSubscriptions();
        var reconciled = await example.RunAsync("reconcile_l2vpn", l2vpn);
        var (rowsAfter, versionsAfter) = example.DumpSubscriptions();
        var validated = await example.RunAsync("validate_l2vpn", l2vpn);

        Assert.Equal("inconsistent_data", drifted.GetProperty("last_status").GetString());
        Assert.Equal("NOC", drifted.GetProperty("assignee").GetString());
        Assert.Contains(
            "L2VPN in NRM differs from the subscription: speed.",
            drifted.GetProperty("failed_reason").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal("completed", reconciled.GetProperty("last_status").GetString());
        Assert.Equal(
            [
                "Start",
                "Create Process Subscription relation",
                "Lock subscription",
                "Apply L2VPN in NRM",
                "Unlock subscription",
                "Refresh subscription search index",
                "Refresh process search index",
                "Done",
            ],
            reconciled.GetProperty("steps").EnumerateArray().Select(static step => step.GetProperty("name").GetString())
        );
        Assert.True(JsonNode.DeepEquals(right, await example.Nrm.GetFromJsonAsync<JsonObject>(path)));
        Assert.Equal("completed", validated.GetProperty("last_status").GetString());
        Assert.Equal(rows, rowsBetween);
        Assert.Equal(rows, rowsAfter);
        Assert.Equal(versions[l2vpn.ToString()] + 2, versionsBetween[l2vpn.ToString()]);
        Assert.Equal(versionsBetween[l2vpn.ToString()] + 2, versionsAfter[l2vpn.ToString()]);
        Assert.Equal(versions.Where(pair => pair.Key != l2vpn.ToString()), versionsAfter.Where(pair => pair.Key != l2vpn.ToString()));
    }

    [Fact]
    public async Task A_plan_is_sent_back_and_its_process_shows_each_step_and_what_it_changed()
    {
        var l2vpn = new Uri($"/nrm/l2vpns/{(await example.FindAsync("L2VPN"))[0]}", UriKind.Relative);
        var id = l2vpn.ToString().Split('/')[^1];
        var plan = $"/api/subscriptions/{id}/reconcile-plan";
        var before = await example.Http.GetFromJsonAsync<JsonObject>($"/api/subscriptions/domain-model/{id}");
        using var spoiled = await example.Nrm.PatchAsJsonAsync(l2vpn, new { speed = 3 });
        var seen = await example.Http.GetFromJsonAsync<JsonElement>(plan);

        using var click = new HttpRequestMessage(HttpMethod.Post, plan) { Content = JsonContent.Create(seen) };
        click.Headers.Add("Prefer", "wait=60");
        using var answer = await example.Http.SendAsync(click);
        var started = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var process = await example.GetProcessAsync(started.GetProperty("id").GetGuid());
        var after = await example.Http.GetFromJsonAsync<JsonObject>($"/api/subscriptions/domain-model/{id}");

        Assert.Equal("completed", started.GetProperty("last_status").GetString());
        Assert.Equal(
            [
                "Start",
                "Create Process Subscription relation",
                "Lock subscription",
                "Check plan",
                "Apply L2VPN in NRM",
                "Unlock subscription",
                "Refresh subscription search index",
                "Refresh process search index",
                "Done",
            ],
            process.GetProperty("steps").EnumerateArray().Select(static step => step.GetProperty("name").GetString())
        );
        var changed = process.GetProperty("steps")[4].GetProperty("state").GetProperty("__external_resources__").ToString();
        Assert.Contains("\"effect\":\"change\"", changed, StringComparison.Ordinal);
        Assert.Contains("\"path\":\"speed\",\"kind\":\"changed\",\"desired\":1000,\"actual\":3", changed, StringComparison.Ordinal);
        Assert.Equal(1_000, (await example.Nrm.GetFromJsonAsync<JsonElement>(l2vpn)).GetProperty("speed").GetInt32());
        Assert.True(before!.Remove("version") && after!.Remove("version"));
        Assert.True(JsonNode.DeepEquals(before, after), $"{before} is {after}");
    }

    [Fact]
    public async Task A_failed_modify_holds_the_subscription_until_its_retry_has_run_through()
    {
        var l2vpn = (await example.FindAsync("L2VPN"))[1];
        await example.SetFaultAsync("l2vpns", 503, times: 100);
        var failed = await example.RunAsync("modify_l2vpn", l2vpn, new { speed = 4_000, speed_policer = false }, new { });
        var process = failed.GetProperty("process_id").GetGuid();

        using var refused = await example.PostAsync("reconcile_l2vpn", new { subscription_id = l2vpn });
        var refusal = await refused.Content.ReadFromJsonAsync<JsonElement>();
        var actions = await example.Http.GetFromJsonAsync<JsonElement>($"/api/subscriptions/workflows/{l2vpn}");
        using var forced = await example.Http.PutAsync($"/api/subscriptions/{l2vpn}/set_in_sync", content: null);
        var forcedBody = await forced.Content.ReadFromJsonAsync<JsonElement>();
        await example.SetFaultAsync("l2vpns", 503, times: 0);
        using var retry = await example.Http.PutAsJsonAsync($"/api/processes/{process}/resume", new { });
        var retried = await example.WaitAsync(process, "completed", "failed");

        Assert.Equal("failed", failed.GetProperty("last_status").GetString());
        Assert.Contains("503", failed.GetProperty("failed_reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal("FormValidationError", refusal.GetProperty("type").GetString());
        var error = refusal.GetProperty("validation_errors")[0];
        Assert.Equal("subscription_id", error.GetProperty("loc")[0].GetString());
        Assert.StartsWith(
            "This workflow cannot be started: This subscription is not in sync",
            error.GetProperty("msg").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal(process, error.GetProperty("ctx").GetProperty("locked_by").GetGuid());
        Assert.Equal("subscription.not_in_sync", actions.GetProperty("reconcile")[0].GetProperty("reason").GetString());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, forced.StatusCode);
        Assert.Equal(
            $"Subscription {l2vpn} has still failed processes with id's: ['{process}']",
            forcedBody.GetProperty("detail").GetString()
        );
        Assert.Equal(HttpStatusCode.NoContent, retry.StatusCode);
        Assert.Equal("completed", retried.GetProperty("last_status").GetString());
        Assert.Equal(4_000, (await example.Nrm.GetFromJsonAsync<JsonElement>($"/nrm/l2vpns/{l2vpn}")).GetProperty("speed").GetInt32());
        Assert.False(
            (await example.Http.GetFromJsonAsync<JsonElement>($"/api/subscriptions/workflows/{l2vpn}")).TryGetProperty("reason", out _)
        );
    }

    [Fact]
    public async Task A_form_of_several_pages_is_asked_page_by_page_and_then_starts()
    {
        var ports = await example.FindAsync("PORT");
        using var first = await example.PostAsync("create_l2vpn");
        var product = (await first.Content.ReadFromJsonAsync<JsonElement>())
            .GetProperty("form")
            .GetProperty("$defs")
            .GetProperty("ProductChoice")
            .GetProperty("enum")[0]
            .GetString();
        var chosen = new { product };
        var circuit = new { speed = 10, speed_policer = true };
        var access = new
        {
            access_points = new[] { new { port_id = ports[0], vlans = "2001" }, new { port_id = ports[3], vlans = "2001-2004,2010" } },
        };
        using var second = await example.PostAsync("create_l2vpn", chosen);
        using var wrong = await example.PostAsync("create_l2vpn", chosen, new { speed = 0 });
        using var third = await example.PostAsync("create_l2vpn", chosen, circuit);
        using var same = await example.PostAsync(
            "create_l2vpn",
            chosen,
            circuit,
            new { access_points = new[] { access.access_points[0], access.access_points[0] } }
        );
        using var tooMany = await example.PostAsync("create_l2vpn", chosen, circuit, access, new { }, new { });
        using var done = await example.PostAsync("create_l2vpn", chosen, circuit, access, new { });

        Assert.Equal(510, (int)first.StatusCode);
        Assert.Equal(510, (int)second.StatusCode);
        Assert.Equal(
            ["customer_id", "speed", "speed_policer"],
            (await second.Content.ReadFromJsonAsync<JsonElement>())
                .GetProperty("form")
                .GetProperty("properties")
                .EnumerateObject()
                .Select(static field => field.Name)
        );
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal(
            "greater_than_equal",
            (await wrong.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("validation_errors")[0].GetProperty("type").GetString()
        );
        Assert.Equal(510, (int)third.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, same.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, tooMany.StatusCode);
        Assert.Equal("FormOverflowError", (await tooMany.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString());
        Assert.Equal(HttpStatusCode.Created, done.StatusCode);
        var process = await example.WaitAsync(
            (await done.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid(),
            "completed",
            "failed"
        );
        var made = process.GetProperty("subscriptions")[0].GetProperty("subscription_id").GetGuid();
        Assert.Equal(
            ["2001", "2001-2004,2010"],
            (await example.Nrm.GetFromJsonAsync<JsonElement>($"/nrm/l2vpns/{made}"))
                .GetProperty("saps")
                .EnumerateArray()
                .Select(static sap => sap.GetProperty("vlans").GetString())
                .Order(StringComparer.Ordinal)
        );
        await example.RunAsync("terminate_l2vpn", made);
        Assert.Equal(HttpStatusCode.NotFound, (await example.Nrm.GetAsync($"/nrm/l2vpns/{made}")).StatusCode);
    }

    [Fact]
    public async Task The_openapi_document_names_every_endpoint()
    {
        var document = await example.Http.GetFromJsonAsync<JsonElement>("/api/openapi.json");

        Assert.Equal(
            PathsOf(JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "openapi.json")))),
            PathsOf(document)
        );

        static IEnumerable<string> PathsOf(JsonElement document) =>
            document.GetProperty("paths").EnumerateObject().Select(static path => path.Name).Order(StringComparer.Ordinal);
    }
}
