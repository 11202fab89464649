using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace Orchestrator.Dashboard.BrowserTests.Support;

/// <summary>An example in which every page has something to show: what people write, what differs, what failed and what waits.</summary>
internal sealed class FilledDashboard
{
    private readonly BrowserExample _example;
    private readonly Func<string, string> _writeAs;
    private readonly List<string> _texts = [];
    private readonly List<ShownPage> _pages = [];

    private FilledDashboard(BrowserExample example, Func<string, string> writeAs) => (_example, _writeAs) = (example, writeAs);

    /// <summary>All pages.</summary>
    internal IReadOnlyList<ShownPage> Pages => _pages;

    /// <summary>What people and external systems have written, each of which some page shows.</summary>
    internal IReadOnlyList<string> Texts => _texts;

    /// <param name="example">An example as after its first start.</param>
    /// <param name="writeAs">Changes each text before it is written.</param>
    internal static async Task<FilledDashboard> FillAsync(BrowserExample example, Func<string, string> writeAs)
    {
        var filled = new FilledDashboard(example, writeAs);
        await filled.WriteProcessesAsync();
        await filled.WriteDriftAsync();
        await filled.WriteBulkTasksAsync();
        await filled.WriteEngineAsync();
        await filled.WriteProductAsync();
        filled.Add("start", "", "Recent activity");
        filled.Add("subscriptions", "subscriptions", "found");
        filled.Add("drift", "drift", "Policies and windows");
        filled.Add("processes", "processes", "reconcile_port");
        filled.Add("tasks", "tasks", "task_bulk_check");
        filled.Add("catalogue", "catalogue", "create_l2vpn");
        filled.Add("workflow", "catalogue/create_l2vpn", "Done");
        filled.Add("form", "start/create_l2vpn", "Continue|It cannot be started now");
        filled.Add("engine", "engine", "Weekly search for objects of no one");
        filled.Add("not-found", "nothing", "There is no such page");
        return filled;
    }

    private HttpClient Http => _example.Example.Http;

    private string Write(string text)
    {
        _texts.Add(_writeAs(text));
        return _texts[^1];
    }

    private void Add(string name, string path, string shows) => _pages.Add(new(name, $"/orchestrator/{path}", shows));

    private async Task WriteProcessesAsync()
    {
        var ports = await _example.Example.FindAsync("PORT");
        var failed = await _example.FailAsync("ports", ports[4]);
        await SendAsync(HttpMethod.Patch, $"processes/{failed}", new { note = Write("Waits for the vendor's ticket 4711") });
        Add("process-failed", $"processes/{failed}", "Waits for the vendor's ticket 4711");

        // The first has failed at the first start. It finds an object that no subscription has.
        const string task = "task_find_nrm_orphans";
        var failedTask = await FindProcessAsync("failed", task);
        Add("task-failed", $"processes/{failedTask}", "Find orphans");
        var skipped = (await SendAsync(HttpMethod.Post, $"processes/{task}", new[] { new { } }))!["id"]!.GetValue<Guid>();
        await _example.Example.WaitAsync(skipped, "failed");
        await SendAsync(HttpMethod.Put, $"processes/{skipped}/skip", new { reason = Write("Done by hand") });
        await _example.Example.WaitAsync(skipped, "completed");
        Add("process-skipped", $"processes/{skipped}", "Done by hand");

        // A retry of all that have failed, after which the first has failed again.
        var again = new { filters = new[] { new { field = "workflow_name", value = task } }, reason = Write("The lab is cleared") };
        var retried = (await SendAsync(HttpMethod.Post, "processes/task_bulk_retry", new[] { again }))!["id"]!.GetValue<Guid>();
        await _example.Example.WaitAsync(retried, "completed");
        await _example.Example.WaitAsync(failedTask, "failed");
        Add("bulk-retry", $"bulk-operations/{retried}", "The lab is cleared");

        var circuit = (await _example.Example.FindAsync("NSIP2P"))[0];
        var aborted = await _example.FailAsync("nsip2ps", circuit);
        await SendAsync(HttpMethod.Put, $"processes/{aborted}/abort", new { reason = Write("Another order replaces it") });
        Add("subscription-out-of-sync", $"subscriptions/{circuit}", "out of sync");

        var suspended = await FindProcessAsync("suspended", "create_node");
        Add("process-suspended", $"processes/{suspended}", "Press the button when the node is mounted");

        // What an external system answers becomes the reason of a failure; the example's own system answers in JSON, which has no brackets.
        await ExecuteAsync(
            """
            UPDATE processes SET failed_reason = $text, traceback = $trace
            WHERE last_status = 'failed' AND workflow_id IN (SELECT workflow_id FROM workflows WHERE name = 'create_node')
            """,
            ("$text", Write("The node does not answer")),
            ("$trace", Write("At the first call"))
        );
        Add("process-create-failed", $"processes/{await FindProcessAsync("failed", "create_node")}", "The node does not answer");
    }

    private async Task WriteDriftAsync()
    {
        object[] pages = [new { node_name = Write("node-9"), site = "amsterdam" }, new { }];
        var created = await _example.Example.StartCreateAsync("create_node", "node Cisco", pages);
        await _example.Example.WaitAsync(created, "completed");
        Add("process-created", $"processes/{created}", "Construct node");
        var nodes = await _example.Example.FindAsync("NODE");
        await ExecuteAsync(
            "UPDATE subscriptions SET customer_id = $customer, note = $note WHERE description LIKE '%node-9%'",
            ("$customer", Write("University of Utrecht")),
            ("$note", Write("Ask the library before a move"))
        );
        await DriftAsync(nodes[^1], Write("Lab, do not touch"));
        Add("subscription", $"subscriptions/{nodes[^1]}", "will be changed");

        await DriftAsync(nodes[0], Write("Spare, out of order"));
        await SendAsync(
            HttpMethod.Put,
            $"subscriptions/{nodes[0]}/drift/accepted",
            new
            {
                resource = "node in NRM",
                path = "description",
                reason = Write("Off for repair until Friday"),
            }
        );
        Add("subscription-accepted", $"subscriptions/{nodes[0]}", "Off for repair until Friday");
        await SendAsync(
            HttpMethod.Put,
            "drift/pauses",
            new { product = "nsip2p", reason = Write("The resource manager is being migrated") }
        );
        await SendAsync(
            HttpMethod.Put,
            $"drift/policies/l2vpn?reporter={Uri.EscapeDataString(Write("Alice of operations"))}",
            new
            {
                check = "0 3 * * 6",
                heal = "heal",
                windows = new[]
                {
                    new
                    {
                        cron = "0 2 * * *",
                        duration_seconds = 7200,
                        time_zone = "Europe/Amsterdam",
                    },
                },
            }
        );
    }

    private async Task DriftAsync(Guid node, string description)
    {
        await _example.IntroduceDriftAsync("nodes", node, description);
        await new ManagedObject(_example.Example, "nodes", node).CheckAsync();
    }

    private async Task WriteBulkTasksAsync()
    {
        var check = await SendAsync(HttpMethod.Post, "reconcile", new { query = "tag:NODE", dry_run = true });
        await _example.Example.WaitAsync(check!["id"]!.GetValue<Guid>(), "completed");
        Add("bulk-check", $"bulk-checks/{check["id"]}", "Lab, do not touch");

        var paused = await StartBulkReconcileAsync();
        await SendAsync(HttpMethod.Put, $"reconcile/{paused}/pause", new { reason = Write("The network team asked for it") });
        Add("bulk-reconcile", $"bulk-reconciles/{paused}", "The network team asked for it");

        // Its reason is in the audit.
        var cancelled = await StartBulkReconcileAsync();
        await SendAsync(HttpMethod.Put, $"reconcile/{cancelled}/cancel", new { reason = Write("It was the wrong night") });
        Add("bulk-cancelled", $"bulk-reconciles/{cancelled}", "aborted");
    }

    /// <summary>Starts one that waits after its canary.</summary>
    private async Task<Guid> StartBulkReconcileAsync()
    {
        var started = await SendAsync(
            HttpMethod.Post,
            "reconcile",
            new
            {
                query = "tag:(L2VPN|PORT)",
                canary = 1,
                wait_seconds = 3600,
            }
        );
        var id = started!["id"]!.GetValue<Guid>();
        await Example.UntilAsync(
            async () => (await Http.GetFromJsonAsync<JsonNode>($"/api/reconcile/{id}"))!["done"]!.GetValue<int>() == 1,
            () => $"The canary is not reconciled:\n{_example.Example.Output}"
        );
        return id;
    }

    /// <summary>A product that the code no longer has, with a subscription: its texts are those of people alone.</summary>
    private async Task WriteProductAsync()
    {
        var product = Guid.NewGuid();
        await ExecuteAsync(
            """
            INSERT INTO products (product_id, name, description, product_type, tag, status, created_at)
            VALUES ($id, $name, $description, 'Sensor', 'SENSOR', 'end of life', '2020-01-01T00:00:00.000000Z')
            """,
            ("$id", $"{product}"),
            ("$name", Write("sensor")),
            ("$description", Write("A discontinued sensor"))
        );
        var subscription = Guid.NewGuid();
        await ExecuteAsync(
            """
            INSERT INTO subscriptions (subscription_id, description, status, product_id, customer_id, insync, version)
            VALUES ($id, $description, 'active', $product, 'library', 1, 1)
            """,
            ("$id", $"{subscription}"),
            ("$description", Write("sensor of the library")),
            ("$product", $"{product}")
        );
        Add("subscription-of-no-class", $"subscriptions/{subscription}", "sensor of the library");
    }

    private async Task WriteEngineAsync()
    {
        await SendAsync(
            HttpMethod.Post,
            "schedules",
            new
            {
                scheduled_type = "create",
                workflow_name = "task_find_nrm_orphans",
                name = Write("Weekly search for objects of no one"),
                trigger = "interval",
                trigger_kwargs = new { weeks = 1 },
                user_inputs = new[] { new { } },
            }
        );
        await SendAsync(
            HttpMethod.Post,
            "schedules",
            new
            {
                scheduled_type = "create",
                workflow_name = "task_bulk_check",
                name = "Monthly look",
                trigger = "interval",
                trigger_kwargs = new { weeks = 4 },
                user_inputs = new[] { new { query = Write("Those of the library") } },
            }
        );
        await PauseEngineAsync(Write("The database is updated"));
        await ResumeEngineAsync();
    }

    /// <summary>Pauses the engine, which every page says.</summary>
    internal Task PauseEngineAsync(string reason) => SendAsync(HttpMethod.Put, "settings/status", new { global_lock = true, reason });

    internal Task ResumeEngineAsync() => SendAsync(HttpMethod.Put, "settings/status", new { global_lock = false });

    private async Task<Guid> FindProcessAsync(string status, string workflow)
    {
        var found = (await Http.GetFromJsonAsync<JsonArray>($"/api/processes?filter=lastStatus,{status},workflow_name,{workflow}"))!;
        return found[0]!["process_id"]!.GetValue<Guid>();
    }

    private async Task<JsonNode?> SendAsync(HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, $"/api/{path}") { Content = JsonContent.Create(body) };
        using var response = await Http.SendAsync(request);
        var answer = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {answer}");
        return answer.Length == 0 ? null : JsonNode.Parse(answer);
    }

    private async Task ExecuteAsync(string statement, params (string Name, string Value)[] values)
    {
        await using var connection = new SqliteConnection($"Data Source={_example.Example.Database}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.Parameters.AddRange(values.Select(static value => new SqliteParameter(value.Name, value.Value)));
        Assert.NotEqual(0, await command.ExecuteNonQueryAsync());
    }
}
