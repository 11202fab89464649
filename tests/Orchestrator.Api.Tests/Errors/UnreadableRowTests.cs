using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Api.Tests.Fuzz;
using Orchestrator.Api.Tests.Support;
using Orchestrator.Options;
using Orchestrator.Tests.Support;

namespace Orchestrator.Api.Tests.Errors;

/// <summary>
/// Rows that a newer version or a person has written: what cannot be read of one is said with it, and hides nothing else.
/// </summary>
public sealed class UnreadableRowTests
{
    /// <summary>
    /// Every text, time, id, number and JSON value of every table, one after the other, and every address that reads this table. The
    /// others would give the same answers again, thousands of them. The suite runs a <see cref="FaultShare">share</see> of the values.
    /// </summary>
    [Fact]
    public async Task No_value_of_any_table_makes_an_answer_fail()
    {
        using var gate = new BeaconGate();
        using var database = ApiDatabase.Create();
        var statements = database.LogStatements();
        await using var host = await StartAsync(database, gate, services: statements.Attach);
        var paths = await PrepareAsync(host);

        // In the rows that are there before the first request: a check of drift writes its own, again at each request.
        var values = await database.FindSpoiltValuesAsync();
        var addresses = await FindStatementsAsync(host, paths, statements);
        Assert.All(
            ["processes", "process_steps", "subscriptions", "subscription_instance_values", "products", "schedules", "bulk_reconciles"],
            table => Assert.Contains(addresses, address => Reads(address.Statements, table))
        );
        var before = await CountListedAsync(host);
        var problems = new List<string>();

        foreach (var value in values.Where(static (_, index) => FaultShare.Includes(index)))
        {
            await using var spoilt = await database.SpoilAsync(value);
            foreach (var (path, _) in addresses.Where(address => Reads(address.Statements, value.Table)))
            {
                using var response = await host.Http.GetAsync(path);
                if ((int)response.StatusCode >= 500)
                {
                    problems.Add($"{value}: {path} is {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
                }
            }

            // A row without its key, or without the one that it belongs to, is not that row any longer.
            if (!value.IsKey && await CountListedAsync(host) is var after && after != before)
            {
                problems.Add($"{value}: {after} of {before} are listed");
            }
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Fact]
    public async Task A_process_that_cannot_be_read_is_shown_with_the_reason_is_not_resumed_and_can_be_aborted()
    {
        using var gate = new BeaconGate();
        using var database = ApiDatabase.Create();
        await using var host = await StartAsync(database, gate);
        (string Sql, string Reason, string Status)[] faults =
        [
            (
                "UPDATE processes SET last_status = 'paused_by_hand' WHERE pid = '{0}'",
                "last_status is 'paused_by_hand'",
                "inconsistent_data"
            ),
            (
                "UPDATE process_steps SET status = 'postponed' WHERE pid = '{0}' AND name = 'Order'",
                "status is 'postponed'",
                "awaiting_callback"
            ),
            ("UPDATE process_steps SET state = '[1]' WHERE pid = '{0}' AND name = 'Order'", "state is '[1]'", "awaiting_callback"),
        ];

        foreach (var (sql, reason, status) in faults)
        {
            var started = await host.RunAsync("order_bulb", "awaiting_callback", new { });
            var id = started["process_id"]!.GetValue<string>();
            var route = started["current_state"]!["callback_route"]!.GetValue<string>();
            await database.ExecuteAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, sql, id));

            var shown = await host.GetAsync($"/api/processes/{id}");
            var listed = (await host.GetAsync($"/api/processes/?filter=lastStatus,{status}"))
                .AsArray()
                .Single(process => process!["process_id"]!.GetValue<string>() == id)!;
            using var resumed = await host.Http.PutAsJsonAsync($"/api/processes/{id}/resume", Array.Empty<object>());
            using var called = await host.Http.PostAsJsonAsync(route, new { bulb = "E27" });
            using var progress = await host.Http.PostAsJsonAsync($"{route}/progress", "half of it");
            var counts = await host.GetAsync("/api/processes/status-counts");
            using var aborted = await host.Http.PutAsync($"/api/processes/{id}/abort", content: null);

            Assert.Contains(reason, shown["failed_reason"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.Equal((status, status), (shown["last_status"]!.GetValue<string>(), listed["last_status"]!.GetValue<string>()));
            Assert.Equal(
                (409, 409, 409, 204),
                ((int)resumed.StatusCode, (int)called.StatusCode, (int)progress.StatusCode, (int)aborted.StatusCode)
            );
            Assert.NotNull(counts["task_counts"]![status]);
            Assert.Equal("aborted", (await host.GetAsync($"/api/processes/{id}"))["last_status"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task A_subscription_that_cannot_be_read_is_shown_with_the_reason_and_nothing_runs_on_it()
    {
        using var gate = new BeaconGate();
        using var database = ApiDatabase.Create();
        await using var host = await StartAsync(
            database,
            gate,
            options => options.UsableStatuses["modify_lamp"] = [SubscriptionLifecycle.Disabled]
        );
        var lamp = await host.CreateLampAsync();
        await database.ExecuteAsync($"UPDATE subscriptions SET status = 'retired', note = 'by hand' WHERE subscription_id = '{lamp}'");

        var listed = Assert.Single((await host.GetAsync("/api/subscriptions/search?query=lamp")).AsArray())!;
        var detail = await host.GetAsync($"/api/subscriptions/domain-model/{lamp}");
        var actions = await host.GetAsync($"/api/subscriptions/workflows/{lamp}");
        using var started = await host.Http.PostAsJsonAsync("/api/processes/modify_lamp", new object[] { new { subscription_id = lamp } });

        Assert.Equal("This subscription cannot be read: status is 'retired'. Correct its row. by hand", listed["note"]!.GetValue<string>());
        Assert.Contains("status is 'retired'", detail["note"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.All(
            actions["modify"]!.AsArray(),
            static action => Assert.Equal("subscription.no_modify_invalid_status", action!["reason"]!.GetValue<string>())
        );
        Assert.Equal(400, (int)started.StatusCode);
    }

    private static async Task<ApiHost> StartAsync(
        ApiDatabase database,
        BeaconGate gate,
        Action<OrchestratorOptions>? configure = null,
        Action<IServiceCollection>? services = null
    )
    {
        var host = new ApiHost
        {
            Database = database,
            Configure = options =>
            {
                options.Metrics = true;
                configure?.Invoke(options);
            },
            Services = registered =>
            {
                registered.AddSingleton(gate);
                services?.Invoke(registered);
            },
        };
        await host.InitializeAsync();
        return host;
    }

    /// <summary>What each address asks the database.</summary>
    private static async Task<IReadOnlyList<(string Path, IReadOnlyList<string> Statements)>> FindStatementsAsync(
        ApiHost host,
        IReadOnlyList<string> paths,
        StatementLog statements
    )
    {
        var found = new List<(string, IReadOnlyList<string>)>();
        foreach (var path in paths)
        {
            statements.Clear();
            using var response = await host.Http.GetAsync(path);
            found.Add((path, statements.Statements));
        }

        return found;
    }

    /// <summary>Whether one of the statements names a table, or what a search looks at, which is made of many tables.</summary>
    private static bool Reads(IReadOnlyList<string> statements, string table) =>
        statements.Any(sql => sql.Contains(table, StringComparison.Ordinal) || sql.Contains("search_texts", StringComparison.Ordinal));

    /// <summary>Fills the tables, and gives every address that shows something.</summary>
    private static async Task<IReadOnlyList<string>> PrepareAsync(ApiHost host)
    {
        var lamp = await host.CreateLampAsync();
        var failed = await host.RunAsync(
            "modify_lamp",
            "failed",
            new { subscription_id = await host.CreateLampAsync() },
            new { brightness = 13 }
        );
        var awaiting = await host.RunAsync("order_bulb", "awaiting_callback", new { });
        using var scheduled = await host.Http.PostAsJsonAsync(
            "/api/schedules/",
            new
            {
                workflow_name = "validate_nothing",
                trigger = "interval",
                trigger_kwargs = new { weeks = 1 },
                scheduled_type = "create",
            }
        );
        using var started = await host.Http.PostAsJsonAsync("/api/reconcile", new { product = "lamp" });
        var bulk = (await started.Content.ReadFromJsonAsync<JsonNode>())!["id"]!.GetValue<string>();
        await host.WaitAsync(bulk, "completed");
        const string descriptions = "/api/subscription_customer_descriptions";
        using var described = await host.Http.PostAsJsonAsync(
            descriptions,
            new
            {
                description = "ours",
                customer_id = "c",
                subscription_id = lamp,
            }
        );
        var description = await host.GetAsync($"{descriptions}/customer/c/subscription/{lamp}");
        var product = (await host.GetAsync("/api/products/?tag=LAMP"))[0]!;
        var block = product["product_blocks"]![0]!;
        var values = new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["subscription_id"] = [lamp],
            ["customer_id"] = ["c"],
            ["id"] = [description["id"]!.GetValue<string>()],
            ["product_id"] = [product["product_id"]!.GetValue<string>()],
            ["product_block_id"] = [block["product_block_id"]!.GetValue<string>()],
            ["resource_type_id"] = [block["resource_types"]![0]!["resource_type_id"]!.GetValue<string>()],
            ["workflow_id"] = [failed["workflow_id"]!.GetValue<string>()],
            ["language"] = ["en-GB"],
        };
        string[] processes = [failed["process_id"]!.GetValue<string>(), awaiting["process_id"]!.GetValue<string>(), bulk];
        return
        [
            .. ApiOperation
                .ReadAll(await host.GetAsync("/api/openapi.json"))
                .Where(static operation => operation.Method == "GET")
                .SelectMany(operation =>
                    operation.PathParameters switch
                    {
                        [] => [operation.QueryParameters.Contains("query") ? $"{operation.Path}?query=lamp" : operation.Path],
                        ["process_id"] => processes.Select(process =>
                            operation.Path.Replace("{process_id}", process, StringComparison.Ordinal)
                        ),
                        var parameters => parameters.Aggregate(
                            (IEnumerable<string>)[operation.Path],
                            (paths, parameter) =>
                                from path in paths
                                from value in values[parameter]
                                select path.Replace($"{{{parameter}}}", value, StringComparison.Ordinal)
                        ),
                    }
                ),
        ];
    }

    private static async Task<(int Processes, int Subscriptions, int Schedules)> CountListedAsync(ApiHost host) =>
        (
            (await host.GetAsync("/api/processes/")).AsArray().Count,
            (await host.GetAsync("/api/subscriptions/search?query=-xyzzy")).AsArray().Count,
            (await host.GetAsync("/api/schedules/")).AsArray().Count
        );
}
