using System.Text.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Orchestrator;
using Orchestrator.Forms;
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
    IServer server,
    IHostApplicationLifetime lifetime) : BackgroundService
{
    private const string User = "seeder";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        await UntilNothingRunsAsync(stoppingToken);

        await FillAsync(
            "Node",
            "create_node",
            "node",
            2,
            index => [new { node_name = $"node-{index + 1}", site = index == 0 ? "amsterdam" : "utrecht" }],
            stoppingToken);
        var nodes = await FindAsync("Node", stoppingToken);
        await FillAsync(
            "Port",
            "create_port",
            "port 10G",
            4,
            index => [new { node = nodes[index / 2 % nodes.Count].SubscriptionId, port_name = $"eth{index % 2}" }],
            stoppingToken);
        var ports = await FindAsync("Port", stoppingToken);
        await FillAsync(
            "L2vpn",
            "create_l2vpn",
            "l2vpn",
            2,
            index =>
            [
                new { speed = 1_000 * (index + 1), speed_policer = index == 1 },
                new
                {
                    access_points = new[]
                    {
                        new { port_id = ports[index].SubscriptionId, vlan = 100 + index },
                        new { port_id = ports[index + 2].SubscriptionId, vlan = 100 + index },
                    },
                },
            ],
            stoppingToken);
        await PrintAsync(stoppingToken);
    }

    private static JsonElement Page(object page) => JsonSerializer.SerializeToElement(page);

    private async Task FillAsync(
        string productType,
        string workflow,
        string product,
        int wanted,
        Func<int, object[]> pages,
        CancellationToken cancellationToken)
    {
        var existing = await SearchAsync($"product_type:{productType}", cancellationToken);
        for (var index = existing.Total; index < wanted; index++)
        {
            var first = Page(new { product = await FindProductAsync(workflow, product, cancellationToken) });
            var process = await processes.StartAsync(workflow, [first, .. pages(index).Select(Page)], User, cancellationToken);
            await UntilNothingRunsAsync(cancellationToken);
            if (await processes.GetAsync(process, cancellationToken) is { Status: not ProcessStatus.Completed } stopped)
            {
                throw new InvalidOperationException(
                    $"The example could not be filled: {workflow} is {WireName.Of(stopped.Status)} at '{stopped.LastStep}': "
                    + stopped.FailedReason);
            }
        }
    }

    /// <summary>Asks the workflow's first page, as any client does, for the product's id.</summary>
    private async Task<string> FindProductAsync(string workflow, string product, CancellationToken cancellationToken)
    {
        try
        {
            await processes.StartAsync(workflow, [], User, cancellationToken);
        }
        catch (FormNotCompleteException page)
        {
            var products = page.Schema["$defs"]!["ProductChoice"]!["options"]!.AsObject();
            return products.Single(choice => choice.Value!.GetValue<string>() == product).Key;
        }

        throw new InvalidOperationException($"{workflow} asks for no product.");
    }

    private async Task<IReadOnlyList<SubscriptionSummary>> FindAsync(string productType, CancellationToken cancellationToken) =>
        [.. (await SearchAsync($"product_type:{productType} status:active", cancellationToken)).Items.Reverse()];

    private Task<SubscriptionSearchPage> SearchAsync(string query, CancellationToken cancellationToken) =>
        subscriptions.SearchAsync(query, skip: 0, take: 100, cancellationToken: cancellationToken);

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
            Console.WriteLine($"  {subscription.Product.Name,-9} {subscription.SubscriptionId}  {subscription.Description}");
        }
    }
}
