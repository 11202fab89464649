using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Orchestrator.Api.Tests.Support;

namespace Orchestrator.Api.Tests.Audit;

/// <summary>Who changed what, when, from where and why. It can be read by those who may, and changed by no one.</summary>
public sealed class AuditContractTests : IAsyncLifetime
{
    private readonly LocalIssuer _issuer = new();
    private readonly ApiHost _host;

    public AuditContractTests() => _host = _issuer.CreateHost(static options => options.Policies["ReadAudit"] = VaultWorkflows.Operators);

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        Be("ann", "operator");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Every_change_of_a_process_is_an_entry_with_who_did_it_and_why()
    {
        var process = Text(await _host.RunAsync("guard_vault", "suspended", new { }), "process_id");
        await SendAsync(HttpMethod.Put, $"/api/processes/{process}/resume?reporter=bob", new[] { new { guard = "ann" } });
        await _host.WaitAsync(process, "failed");
        await SendAsync(HttpMethod.Put, $"/api/processes/{process}/resume", Array.Empty<object>());
        await _host.WaitAsync(process, "failed");
        await SendAsync(HttpMethod.Patch, $"/api/processes/{process}", new { note = "The lock is old." });
        await SendAsync(HttpMethod.Put, $"/api/processes/{process}/skip", new { reason = "Opened by hand." });
        await _host.WaitAsync(process, "completed");
        await SendAsync(HttpMethod.Delete, $"/api/processes/{process}", body: null);

        var entries = await ReadAsync($"process_id={process}");

        Assert.Equal(
            ["delete_task", "skip_step", "annotate_process", "retry_process", "resume_process", "start_process"],
            entries.Select(static entry => Text(entry!, "action"))
        );
        Assert.All(
            entries,
            static entry =>
                Assert.Equal(
                    ("ann", "guard_vault", "127.0.0.1"),
                    (Text(entry!, "user"), Text(entry!, "workflow_name"), Text(entry!, "address"))
                )
        );
        Assert.Equal("Opened by hand.", Text(entries[1]!, "reason"));
        Assert.Equal("The lock is old.", Text(entries[2]!, "reason"));
        Assert.Equal("bob", Text(entries[4]!, "reporter"));
    }

    [Theory]
    [InlineData(true, "The vault is moved.")]
    [InlineData(false, null)]
    public async Task Who_aborts_a_process_or_pauses_the_engine_may_say_why(bool hasReason, string? reason)
    {
        var process = Text(await _host.RunAsync("guard_vault", "suspended", new { }), "process_id");
        await SendAsync(HttpMethod.Put, $"/api/processes/{process}/abort", hasReason ? new { reason } : null);
        await SendAsync(
            HttpMethod.Put,
            "/api/settings/status",
            hasReason ? new { global_lock = true, reason } : new { global_lock = true }
        );
        await SendAsync(HttpMethod.Put, "/api/settings/status", new { global_lock = false });

        Assert.Equal(reason, (string?)(await ReadAsync("action=abort_process"))[0]!["reason"]);
        Assert.Equal(reason, (string?)(await ReadAsync("action=pause_engine"))[0]!["reason"]);
    }

    [Fact]
    public async Task Changes_of_everything_else_are_entries_and_what_changes_nothing_is_none()
    {
        var lamp = await _host.CreateLampAsync();
        await SendAsync(HttpMethod.Put, "/api/settings/status", new { global_lock = true });
        await SendAsync(HttpMethod.Put, "/api/settings/status", new { global_lock = false });
        await SendAsync(
            HttpMethod.Post,
            "/api/schedules/",
            new
            {
                scheduled_type = "create",
                workflow_name = "validate_nothing",
                trigger = "interval",
                trigger_kwargs = new { hours = 1 },
            }
        );
        var schedule = (await _host.GetAsync("/api/schedules/"))
            .AsArray()
            .Single(static schedule => Text(schedule!, "workflow_name") == "validate_nothing")!;
        var (scheduleId, workflowId) = (Text(schedule, "schedule_id"), Text(schedule, "workflow_id"));
        await SendAsync(
            HttpMethod.Put,
            "/api/schedules/",
            new
            {
                scheduled_type = "update",
                schedule_id = scheduleId,
                name = "Mine",
            }
        );
        await SendAsync(HttpMethod.Delete, "/api/schedules/", new { scheduled_type = "delete", workflow_id = workflowId });
        await SendAsync(HttpMethod.Patch, $"/api/workflows/{workflowId}", new { description = "Checks nothing." });
        var product = (await _host.GetAsync("/api/products/?tag=LAMP"))[0]!;
        await SendAsync(HttpMethod.Patch, $"/api/products/{Text(product, "product_id")}", new { description = "A light" });
        await SendAsync(
            HttpMethod.Post,
            "/api/subscription_customer_descriptions",
            new
            {
                description = "Ours",
                customer_id = "c",
                subscription_id = lamp,
            }
        );

        // It is in sync.
        await SendAsync(HttpMethod.Put, $"/api/subscriptions/{lamp}/set_in_sync", body: null);

        Assert.Equal(
            [
                "describe_subscription",
                "change_product",
                "describe_workflow",
                "delete_schedule",
                "update_schedule",
                "create_schedule",
                "resume_engine",
                "pause_engine",
                "start_process",
            ],
            (await ReadAsync("")).Select(static entry => Text(entry!, "action"))
        );
        Assert.Equal(scheduleId, Text((await ReadAsync("action=create_schedule"))[0]!, "object_id"));
        Assert.Single(await ReadAsync($"subscription_id={lamp}"));
    }

    [Fact]
    public async Task Entries_are_found_by_who_and_when_in_ranges()
    {
        foreach (var user in new[] { "ann", "bob", "ann" })
        {
            Be(user, "operator");
            await _host.RunAsync("validate_nothing", "completed", new { });
        }

        using var page = await _host.Http.GetAsync("/api/audit?user=ann&range=1,2");
        var items = await page.Content.ReadFromJsonAsync<JsonArray>();

        Assert.Equal("audit 1-2/2", page.Content.Headers.GetValues("Content-Range").Single());
        Assert.Equal("ann", Text(Assert.Single(items!)!, "user"));
        Assert.Empty(await ReadAsync($"from={Uri.EscapeDataString(DateTimeOffset.UtcNow.AddHours(1).ToString("O"))}"));
        Assert.Equal(3, (await ReadAsync($"until={Uri.EscapeDataString(DateTimeOffset.UtcNow.AddHours(1).ToString("O"))}")).Count);
        foreach (var wrong in new[] { "process_id=1", "subscription_id=x", "from=yesterday", "until=never" })
        {
            using var refused = await _host.Http.GetAsync($"/api/audit?{wrong}");
            Assert.Equal((wrong, 422), (wrong, (int)refused.StatusCode));
        }
    }

    [Fact]
    public async Task What_is_started_for_who_is_not_there_is_not_an_entry()
    {
        await _host.CreateLampAsync();
        using var started = await _host.Http.PostAsJsonAsync("/api/reconcile", new { product = "lamp" });
        await _host.WaitAsync(Text((await started.Content.ReadFromJsonAsync<JsonNode>())!, "id"), "completed");

        Assert.Equal(
            ["task_bulk_reconcile", "create_lamp"],
            (await ReadAsync("action=start_process")).Select(static entry => Text(entry!, "workflow_name"))
        );
    }

    [Fact]
    public async Task No_one_else_reads_it_and_nothing_changes_it()
    {
        Be("mallory", role: null);
        using var refused = await _host.Http.GetAsync("/api/audit");
        Be("ann", "operator");

        Assert.Equal(403, (int)refused.StatusCode);
        foreach (var method in new[] { HttpMethod.Post, HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete })
        {
            using var request = new HttpRequestMessage(method, "/api/audit") { Content = JsonContent.Create(new { }) };
            using var answer = await _host.Http.SendAsync(request);
            Assert.Equal(405, (int)answer.StatusCode);
        }
    }

    private static string Text(JsonNode node, string name) => (string)node[name]!;

    private void Be(string user, string? role) => _host.Http.DefaultRequestHeaders.Authorization = new("Bearer", _issuer.Issue(user, role));

    private async Task<JsonArray> ReadAsync(string query) => (await _host.GetAsync($"/api/audit?{query}")).AsArray();

    private async Task SendAsync(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await _host.Http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }
}
