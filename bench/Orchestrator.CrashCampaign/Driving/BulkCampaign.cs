using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Orchestrator.CrashCampaign.Driving;

/// <summary>
/// A bulk reconcile with every brake, on two hosts of which one after the other is killed: counts whether it touched what it had promised.
/// </summary>
internal sealed partial class BulkCampaign(CampaignOptions options)
{
    private const int Concurrency = 10;
    private const int Canary = 5;
    private const int WaveSize = 20;
    private const int StopAfter = 3;

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);

    private readonly Random _random = new(options.Seed);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bulk-campaign-");
    private readonly List<string> _problems = [];
    private int _endedBefore;

    /// <summary>Runs it and prints what came out. False when anything is wrong.</summary>
    internal async Task<bool> RunAsync()
    {
        var database = new CampaignDatabase(
            options.Provider,
            options.Database ?? $"Data Source={Path.Combine(_folder.FullName, "core.db")}"
        );
        var hosts = new CampaignHosts(_folder, database, $"http://127.0.0.1:{LoopbackPorts.Next()}");
        string[] addresses = [$"http://127.0.0.1:{LoopbackPorts.Next()}", $"http://127.0.0.1:{LoopbackPorts.Next()}"];
        using var nrmHttp = new HttpClient { BaseAddress = new(hosts.NrmAddress) };
        using var nrm = hosts.StartNrm();
        await ChildProcess.UntilAnswersAsync(nrmHttp, "/nrm/journal");
        HttpClient[] clients = [.. addresses.Select(static address => new HttpClient { BaseAddress = new(address) })];

        // One after the other: the first makes the database.
        ChildProcess[] running = [hosts.StartHost(addresses[0], options.Failing), null!];
        try
        {
            await ChildProcess.UntilAnswersAsync(clients[0], "/api/health");
            running[1] = hosts.StartHost(addresses[1], options.Failing);
            await ChildProcess.UntilAnswersAsync(clients[1], "/api/health");
            await CreateAsync(clients[0]);
            var bulk = await StartAsync(clients[0]);
            var (kills, brakes, began) = (0, 0, DateTime.UtcNow);
            for (
                var turn = 0;
                await FindAsync(clients, bulk) is var shown && shown["last_status"]!.GetValue<string>() != "completed";
                turn++
            )
            {
                if (DateTime.UtcNow - began > Deadline)
                {
                    _problems.Add($"it does not come to an end: {shown}");
                    break;
                }

                if (shown["pause"] is { } pause && Count(shown, "running") == 0)
                {
                    brakes++;
                    Check(shown, pause, CountTouched(database));
                    using var _ = await clients[turn % 2].PutAsync($"/api/reconcile/{bulk}/resume", null);
                }

                await Task.Delay(_random.Next(50, 400));
                if (kills < options.Kills)
                {
                    var victim = kills++ % 2;
                    running[victim].Kill();
                    running[victim].Dispose();
                    running[victim] = hosts.StartHost(addresses[victim], options.Failing);
                    await ChildProcess.UntilAnswersAsync(clients[victim], "/api/health");
                }
            }

            if (kills < options.Kills)
            {
                _problems.Add($"it had ended after {kills} of {options.Kills} kills: give it more subscriptions");
            }

            if (brakes == 0 && options.Failing > 0)
            {
                _problems.Add("no brake was pulled, so none was tested: let more of them fail");
            }

            CheckTouched(database);
            CheckStages(database);
            return Print(kills, brakes);
        }
        finally
        {
            foreach (var host in running)
            {
                host?.Dispose();
            }

            foreach (var client in clients)
            {
                client.Dispose();
            }
        }
    }

    [GeneratedRegex("^([0-9]+) of ([0-9]+) ended")]
    private static partial Regex Ended();

    private static int Count(JsonNode shown, string what) => shown[what]!.GetValue<int>();

    private async Task CreateAsync(HttpClient http)
    {
        using var question = await http.PostAsJsonAsync("/api/processes/create_gadget", Array.Empty<object>());
        var product = (await question.Content.ReadFromJsonAsync<JsonNode>())!["form"]!["$defs"]!["ProductChoice"]!["enum"]![
            0
        ]!.GetValue<string>();
        var left = options.Subscriptions;
        await Task.WhenAll(
            Enumerable
                .Range(0, options.Clients)
                .Select(async _ =>
                {
                    while (Interlocked.Decrement(ref left) >= 0)
                    {
                        using var created = await http.PostAsJsonAsync("/api/processes/create_gadget", new[] { new { product } });
                        created.EnsureSuccessStatusCode();
                    }
                })
        );
        while ((await http.GetFromJsonAsync<JsonNode>("/api/processes/status-counts"))!["process_counts"] is var counts)
        {
            if (counts!["completed"]?.GetValue<int>() == options.Subscriptions)
            {
                return;
            }

            await Task.Delay(100);
        }
    }

    private static async Task<string> StartAsync(HttpClient http)
    {
        using var started = await http.PostAsJsonAsync(
            "/api/reconcile",
            new
            {
                product = "gadget",
                concurrency = Concurrency,
                canary = Canary,
                wave_size = WaveSize,
                stop_after = new { failed = StopAfter },
            }
        );
        started.EnsureSuccessStatusCode();
        return (await started.Content.ReadFromJsonAsync<JsonNode>())!["id"]!.GetValue<string>();
    }

    private static async Task<JsonNode> FindAsync(HttpClient[] clients, string bulk)
    {
        using var response = await clients[0].GetAsync($"/api/reconcile/{bulk}");
        return response.StatusCode == HttpStatusCode.OK
            ? (await response.Content.ReadFromJsonAsync<JsonNode>())!
            : throw new InvalidOperationException($"The bulk reconcile is answered with {response.StatusCode}.");
    }

    /// <summary>How many reconciles there are, whatever the bulk reconcile has counted.</summary>
    private static int CountTouched(CampaignDatabase database) =>
        int.Parse(
            database.Query(
                "SELECT count(*) FROM processes p JOIN workflows w ON w.workflow_id = p.workflow_id WHERE w.name = 'reconcile_gadget'"
            )[0][0],
            CultureInfo.InvariantCulture
        );

    /// <summary>What was touched when a brake was pulled, and no more than that after all that ran has ended.</summary>
    private void Check(JsonNode shown, JsonNode pause, int touched)
    {
        var counted = Count(shown, "done") + Count(shown, "failed") + Count(shown, "waiting");
        if (counted != touched)
        {
            _problems.Add($"{touched} were touched, and {counted} are counted");
        }

        if (pause["brake"]!.GetValue<string>() == "canary")
        {
            if (touched != Canary)
            {
                _problems.Add($"a canary of {Canary} touched {touched}");
            }

            return;
        }

        var ended = Ended().Match(pause["reason"]!.GetValue<string>());
        var before = _endedBefore;
        _endedBefore = Count(shown, "done") + Count(shown, "failed");
        var then = before + int.Parse(ended.Groups[2].Value, CultureInfo.InvariantCulture);
        if (touched > then + Concurrency)
        {
            _problems.Add($"{touched} were touched, although {then} had ended when the brake was pulled");
        }

        if (int.Parse(ended.Groups[1].Value, CultureInfo.InvariantCulture) > StopAfter - 1 + Concurrency)
        {
            _problems.Add($"the brake was pulled late: {pause["reason"]}");
        }
    }

    private void CheckTouched(CampaignDatabase database)
    {
        var reconciles = database.Query(
            "SELECT count(*), count(DISTINCT i.subscription_id) FROM processes p JOIN workflows w ON w.workflow_id = p.workflow_id "
                + "LEFT JOIN bulk_reconcile_items i ON i.reconcile_id = p.pid WHERE w.name = 'reconcile_gadget'"
        )[0];
        if (reconciles[0] != $"{options.Subscriptions}" || reconciles[1] != reconciles[0])
        {
            _problems.Add($"{reconciles[0]} reconciles of {reconciles[1]} subscriptions for {options.Subscriptions}");
        }
    }

    /// <summary>Each stage has exactly its size, and begins when the one before has ended.</summary>
    private void CheckStages(CampaignDatabase database)
    {
        var left = database
            .Query(
                "SELECT p.started_at, p.last_modified_at FROM processes p JOIN bulk_reconcile_items i "
                    + "ON i.reconcile_id = p.pid ORDER BY p.started_at"
            )
            .Select(static row =>
                (
                    Began: DateTimeOffset.Parse(row[0], CultureInfo.InvariantCulture),
                    Ended: DateTimeOffset.Parse(row[1], CultureInfo.InvariantCulture)
                )
            )
            .ToList();
        var end = DateTimeOffset.MinValue;
        for (var size = Canary; left.Count > 0; size = WaveSize)
        {
            // Of a stage that is too large, the last begin before the others of it have ended. One that is too small is filled up here with
            // the first of the next stage, and the others of that one begin before that has ended.
            var stage = left[..Math.Min(size, left.Count)];
            if (stage[0].Began < end)
            {
                _problems.Add($"a stage begins before {end:O}, when the one before ended");
            }

            end = stage.Max(static process => process.Ended);
            left.RemoveRange(0, stage.Count);
        }
    }

    private bool Print(int kills, int brakes)
    {
        Console.WriteLine(
            $"{options.Subscriptions} subscriptions on {options.Provider}, seed {options.Seed}: {kills} kills, {brakes} brakes pulled"
        );
        Console.WriteLine(_problems.Count == 0 ? "no more was touched than was promised" : $"{_problems.Count} problem(s):");
        _problems.ForEach(static problem => Console.WriteLine("  " + problem));
        if (_problems.Count == 0)
        {
            _folder.Delete(recursive: true);
        }

        return _problems.Count == 0;
    }
}
