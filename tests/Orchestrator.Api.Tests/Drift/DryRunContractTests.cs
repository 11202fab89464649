using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Api.Tests.Support;
using Orchestrator.Tests.Support;

namespace Orchestrator.Api.Tests.Drift;

/// <summary>A dry run over many subscriptions, on the wire.</summary>
public sealed class DryRunContractTests
{
    private const int Count = 1_000;

    [Fact]
    public async Task A_dry_run_over_a_thousand_has_one_group_for_each_way_in_which_they_drifted_and_writes_nothing_else()
    {
        using var database = ApiDatabase.Create();
        var alarm = new AlarmSystem();
        var host = new ApiHost { Database = database, Services = services => services.AddSingleton(alarm) };
        await host.InitializeAsync();
        await using var _ = host;
        await CreateSirensAsync(database);
        for (var number = 1; number <= Count; number++)
        {
            alarm.Sirens[IdOf(number)] = new(
                number switch
                {
                    <= 20 => 1,
                    <= 30 => 2,
                    _ => 7,
                }
            );
        }

        for (var number = 31; number <= 37; number++)
        {
            alarm.Sirens.TryRemove(IdOf(number), out var gone);
        }

        // What is due at a time of the day would be a change too.
        await database.ExecuteAsync("DELETE FROM schedules");
        var before = await DumpAsync(database, task: null);

        using var accepted = await host.Http.PostAsJsonAsync("/api/reconcile", new { product = "siren", dry_run = true });
        var id = (string)(await accepted.Content.ReadFromJsonAsync<JsonNode>())!["id"]!;
        await host.WaitAsync(id, "completed");
        var dryRun = await host.GetAsync($"/api/reconcile/dry-runs/{id}");
        var processes = (await host.GetAsync("/api/processes/")).AsArray();

        Assert.Equal(202, (int)accepted.StatusCode);
        Assert.Equal(
            (Count, Count, 963, 37, 0, 0, 0),
            (
                (int)dryRun["found"]!,
                (int)dryRun["checked"]!,
                (int)dryRun["no_drift"]!,
                (int)dryRun["drifted"]!,
                (int)dryRun["unknown"]!,
                (int)dryRun["unsupported"]!,
                (int)dryRun["refused"]!
            )
        );
        Assert.Equal(
            [("loudness", "changed", "1", 20), ("loudness", "changed", "2", 10), ("", "missing", null, 7)],
            dryRun["groups"]!
                .AsArray()
                .Select(static group =>
                    ((string)group!["path"]!, (string)group["kind"]!, group["actual"]?.ToJsonString(), (int)group["subscriptions"]!)
                )
        );
        Assert.Equal([id], processes.Select(static process => (string)process!["process_id"]!));
        Assert.Empty(alarm.Orders);
        Assert.Equal(before, await DumpAsync(database, id));
    }

    private static string IdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"00000000-0000-0000-0000-{number:D12}");

    /// <summary>Writes sirens as their workflow would.</summary>
    private static async Task CreateSirensAsync(ApiDatabase database)
    {
        var product = (await database.ReadAsync("SELECT product_id FROM products WHERE name = 'siren'"))[0][0];
        var block = (await database.ReadAsync("SELECT product_block_id FROM product_blocks WHERE name = 'Lamp'"))[0][0];
        var brightness = (await database.ReadAsync("SELECT resource_type_id FROM resource_types WHERE resource_type = 'brightness'"))[0][0];
        await InsertAsync(
            "subscriptions (subscription_id, description, status, product_id, customer_id, insync, version)",
            id => $"('{id}', 'A siren', 'active', '{product}', 'customer', TRUE, 1)"
        );
        await InsertAsync(
            "subscription_instances (subscription_instance_id, subscription_id, product_block_id)",
            id => $"('{id}', '{id}', '{block}')"
        );
        await InsertAsync(
            "subscription_instance_values (subscription_instance_value_id, subscription_instance_id, resource_type_id, value)",
            id => $"('{id}', '{id}', '{brightness}', '5')"
        );

        Task InsertAsync(string table, Func<string, string> row) =>
            database.ExecuteAsync(
                $"INSERT INTO {table} VALUES {string.Join(", ", Enumerable.Range(1, Count).Select(number => row(IdOf(number))))}"
            );
    }

    /// <summary>Every row of every table but those of drift, of the hosts, and of one task.</summary>
    private static async Task<string> DumpAsync(ApiDatabase database, string? task)
    {
        var rows = new List<string>();
        foreach (var table in await database.ListTablesAsync())
        {
            if (table is not ("external_drift" or "external_drift_history" or "bulk_check_items" or TestDatabase.HostTable))
            {
                rows.AddRange(
                    (await database.ReadAsync($"""SELECT * FROM "{table}" """)).Select(row => $"{table}|{string.Join('|', row)}")
                );
            }
        }

        return string.Join(
            '\n',
            rows.Where(row => task is null || !row.Contains(task, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        );
    }
}
