using System.Text.Json;
using ExampleOrchestrator.Nrm;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Orchestrator.Drift;
using Orchestrator.Operations;
using Orchestrator.Processes;
using Orchestrator.Products;

namespace ExampleOrchestrator.Seeding;

/// <summary>
/// Fills an empty database by running the example's own create workflows, and prints where to look. A first start that was interrupted is
/// finished by the next one: every subscription that was ever made counts, so nothing is made twice.
/// </summary>
internal sealed class SampleSeeder(
    IProcesses processes,
    ISubscriptionDirectory subscriptions,
    IDriftChecks checks,
    INrmClient nrm,
    SeedingProgress progress,
    IServer server,
    IHostApplicationLifetime lifetime) : BackgroundService
{
    private const string User = "seeder";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        Console.WriteLine("The example creates its data. This takes a few seconds on a first start.");
        await UntilNothingRunsAsync(stoppingToken);

        await FillAsync("Node", "create_node", SampleNodes.Active, stoppingToken);
        var nodes = await FindAsync("Node", stoppingToken);
        await FillAsync(
            "Port",
            "create_port",
            [
                new("port 10G", new { node = nodes[0] }, new { port_name = "TenGigE0/0/0/0" }, SampleSubscription.NothingToAnswer),
                new("port 10G", new { node = nodes[0] }, new { port_name = "TenGigE0/0/0/1" }, SampleSubscription.NothingToAnswer),
                new("port 10G", new { node = nodes[1] }, new { port_name = "1/1/1" }, SampleSubscription.NothingToAnswer),
                new("port 10G", new { node = nodes[1] }, new { port_name = "1/1/2" }, SampleSubscription.NothingToAnswer),
                new("port 100G", new { node = nodes[2] }, new { port_name = "1/2/1" }, SampleSubscription.NothingToAnswer),
            ],
            stoppingToken);
        var ports = await FindAsync("Port", stoppingToken);
        await FillAsync(
            "CoreLink",
            "create_core_link",
            [
                new(
                    "core link 100G",
                    new { node_a = nodes[0], node_b = nodes[1] },
                    new { port_a = "HundredGigE0/0/1/0", port_b = "1/2/1" },
                    SampleSubscription.NothingToAnswer),
            ],
            stoppingToken);
        await FillAsync(
            "L2vpn",
            "create_l2vpn",
            [L2vpn(1_000, "100", ports[0], ports[2]), L2vpn(2_000, "101-103,110", ports[1], ports[3])],
            stoppingToken);
        await FillAsync("Nsistp", "create_nsistp", [Stp("ams", ports[1]), Stp("utr", ports[3])], stoppingToken);
        var stps = await FindAsync("Nsistp", stoppingToken);
        await FillAsync(
            "Nsip2p",
            "create_nsip2p",
            [
                new(
                    "nsip2p",
                    new { speed = 500, stp_a = stps[0], stp_b = stps[1] },
                    new { vlan_a = 200, vlan_b = 201 },
                    SampleSubscription.NothingToAnswer),
            ],
            stoppingToken);
        progress.FailsOnPurpose = true;
        await AddTroubleAsync(nodes[2], stoppingToken);
        progress.FailsOnPurpose = false;
        progress.IsDone = true;
        await PrintAsync(stoppingToken);
    }

    private static SampleSubscription L2vpn(int speed, string vlans, Guid one, Guid other) => new(
        "l2vpn",
        new { speed, speed_policer = speed > 1_000 },
        new { access_points = new[] { new { port_id = one, vlans }, new { port_id = other, vlans } } },
        SampleSubscription.NothingToAnswer);

    private static SampleSubscription Stp(string id, Guid port) => new(
        "nsistp",
        new { port, topology = "example.org", stp_id = id },
        new { vlans = "200-210,220", bandwidth = 1_000 },
        SampleSubscription.NothingToAnswer);

    /// <summary>
    /// Adds what an operator has to look at: a node that drifted, an object that no subscription has and a task that says so, a node that
    /// waits for its installation, and one whose name that object already has. Nothing uses these nodes.
    /// </summary>
    private async Task AddTroubleAsync(Guid node, CancellationToken cancellationToken)
    {
        var made = (await SearchAsync("product_type:Node", cancellationToken)).Total;
        if (made >= SampleNodes.Active.Count + SampleNodes.Stopped.Count)
        {
            return;
        }

        var right = await nrm.FindAsync<NrmNode>("nodes", $"{node}", cancellationToken);
        await nrm.PutAsync("nodes", $"{node}", right! with { Description = "Lab, do not touch" }, cancellationToken);
        await checks.CheckAsync(node, User, cancellationToken);
        await nrm.PutAsync("nodes", $"{SampleNodes.Orphan}", SampleNodes.OrphanState, cancellationToken);
        await RunAsync("task_find_nrm_orphans", [Page(SampleSubscription.NothingToAnswer)], cancellationToken);
        await FillAsync("Node", "create_node", SampleNodes.Active.Concat(SampleNodes.Stopped), cancellationToken);
    }

    private static JsonElement Page(object page) => JsonSerializer.SerializeToElement(page);

    private async Task FillAsync(
        string productType,
        string workflow,
        IEnumerable<SampleSubscription> wanted,
        CancellationToken cancellationToken)
    {
        var existing = await SearchAsync($"product_type:{productType}", cancellationToken);
        foreach (var subscription in wanted.Skip(existing.Total))
        {
            JsonElement[] pages = [Page(new { product = subscription.Product }), .. subscription.Pages.Select(Page)];
            var stopped = await RunAsync(workflow, pages, cancellationToken);
            if (stopped.Status != subscription.Expected)
            {
                throw new InvalidOperationException(
                    $"The example could not be filled: {workflow} is {WireName.Of(stopped.Status)} at '{stopped.LastStep}': "
                    + stopped.FailedReason);
            }
        }
    }

    /// <summary>The subscriptions of a product type that were ever made, the oldest first.</summary>
    private async Task<IReadOnlyList<Guid>> FindAsync(string productType, CancellationToken cancellationToken) =>
    [
        .. (await SearchAsync($"product_type:{productType}", cancellationToken)).Items
            .Select(static subscription => subscription.SubscriptionId)
            .Reverse(),
    ];

    private Task<SubscriptionSearchPage> SearchAsync(string query, CancellationToken cancellationToken) =>
        subscriptions.SearchAsync(query, skip: 0, take: 100, cancellationToken: cancellationToken);

    /// <summary>Runs a workflow until it ends, fails or waits for a person.</summary>
    private async Task<ProcessDetail> RunAsync(string workflow, JsonElement[] pages, CancellationToken cancellationToken)
    {
        var id = await processes.StartAsync(workflow, pages, User, cancellationToken);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        while (true)
        {
            var process = await processes.GetAsync(id, cancellationToken);
            if (process.Status is ProcessStatus.Completed or ProcessStatus.Failed or ProcessStatus.Suspended)
            {
                return process;
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    /// <summary>Waits for what an interrupted start has left.</summary>
    private async Task UntilNothingRunsAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while ((await processes.CountByStatusAsync(cancellationToken: cancellationToken)).Processes.Keys.Any(static status =>
            status is ProcessStatus.Created or ProcessStatus.Running or ProcessStatus.Resumed))
        {
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private async Task PrintAsync(CancellationToken cancellationToken)
    {
        var address = server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Console.WriteLine($"The example listens on {address}. Try:");
        Console.WriteLine($"  {address}{OrchestratorDashboardExtensions.DefaultPath} (in a browser)");
        Console.WriteLine($"  {address}/api/subscriptions/search?query=status:active");
        Console.WriteLine($"  {address}/api/openapi.json");
        foreach (var subscription in (await SearchAsync("status:active", cancellationToken)).Items.Reverse())
        {
            Console.WriteLine($"  {subscription.Product.Name,-14} {subscription.SubscriptionId}  {subscription.Description}");
        }
    }
}
