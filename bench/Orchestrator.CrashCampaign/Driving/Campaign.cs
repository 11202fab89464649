using System.Diagnostics;
using System.Globalization;

namespace Orchestrator.CrashCampaign.Driving;

/// <summary>One campaign: load, kills, settling, counting.</summary>
internal sealed class Campaign(CampaignOptions options)
{
    private const int KillsForAllWorkflows = 50;

    private readonly Random _random = new(options.Seed);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crash-campaign-");

    /// <summary>Runs it and prints what came out. False when anything is wrong.</summary>
    internal async Task<bool> RunAsync()
    {
        var address = $"http://127.0.0.1:{LoopbackPorts.Next()}";
        var nrmAddress = $"http://127.0.0.1:{LoopbackPorts.Next()}";
        var database = new CampaignDatabase(
            options.Provider,
            options.Database ?? $"Data Source={Path.Combine(_folder.FullName, "core.db")}"
        );
        using var http = new HttpClient { BaseAddress = new(address), Timeout = TimeSpan.FromSeconds(10) };
        using var nrmHttp = new HttpClient { BaseAddress = new(nrmAddress) };
        var hosts = new CampaignHosts(_folder, database, nrmAddress);
        using var nrm = hosts.StartNrm();
        await ChildProcess.UntilAnswersAsync(nrmHttp, "/nrm/journal");

        Console.WriteLine($"{options.Kills} kills on {options.Provider}, seed {options.Seed}; logs in {_folder.FullName}");
        var host = hosts.StartHost(address);
        try
        {
            await ChildProcess.UntilAnswersAsync(http, "/api/health");
            var committed = new CommittedSteps(database);
            using var load = new Load(http, options.Clients, options.Seed);
            for (var kill = 1; kill <= options.Kills; kill++)
            {
                await LetWorkAsync(load);
                committed.Look();
                host.Kill();
                host.Dispose();
                host = hosts.StartHost(address);
                await ChildProcess.UntilAnswersAsync(http, "/api/health");
                if (kill % 20 == 0)
                {
                    Console.WriteLine($"  {kill} kills, {load.Acknowledged.Count} processes started");
                }
            }

            await load.StopAsync();
            var settled = await new Settling(http, database).RunAsync();
            var findings = await new Verification(database, nrmHttp, load.Acknowledged, committed).RunAsync();
            return Print(findings, settled);
        }
        finally
        {
            host.Dispose();
        }
    }

    /// <summary>
    /// Lets a host work until clients have started a few processes, and then for a moment more: a time alone would be over before a busy
    /// machine has done anything.
    /// </summary>
    private async Task LetWorkAsync(Load load)
    {
        var enough = load.Acknowledged.Count + _random.Next(1, 8);
        var begun = Stopwatch.StartNew();
        while (load.Acknowledged.Count < enough && begun.Elapsed < TimeSpan.FromSeconds(10))
        {
            await Task.Delay(10);
        }

        await Task.Delay(_random.Next(0, 300));
    }

    /// <summary>A campaign in which a workflow was never executed shows nothing of it. A few kills leave time for orders only.</summary>
    private IEnumerable<string> FindMissing(Findings findings) =>
        options.Kills < KillsForAllWorkflows
            ? []
            : Load
                .Workflows.Where(workflow => findings.Counts.All(count => count.What.Trim() != workflow))
                .Select(static workflow => $"no process of {workflow} was started, so nothing is known of it");

    private bool Print(Findings findings, bool settled)
    {
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"kills                                   {options.Kills}"));
        foreach (var (what, count) in findings.Counts)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what, -40}{count}"));
        }

        var problems = findings
            .Problems.Prepend(settled ? null : "processes do not come to an end")
            .OfType<string>()
            .Concat(FindMissing(findings))
            .ToArray();
        Console.WriteLine(problems.Length == 0 ? "nothing lost, nothing twice" : $"{problems.Length} problem(s):");
        foreach (var problem in problems.Take(50))
        {
            Console.WriteLine("  " + problem);
        }

        if (problems.Length == 0)
        {
            _folder.Delete(recursive: true);
        }

        return problems.Length == 0;
    }
}
