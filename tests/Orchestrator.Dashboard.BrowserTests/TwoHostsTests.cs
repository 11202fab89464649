using Microsoft.Playwright;
using Orchestrator.Dashboard.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

[assembly: AssemblyFixture(typeof(TestRun))]

namespace Orchestrator.Dashboard.BrowserTests;

/// <summary>Two hosts on one database: one executes everything, and the pages are those of the other.</summary>
public sealed class TwoHostsTests(Chromium chromium) : IAsyncLifetime
{
    private static readonly string[] Queues = ["default", "reconcile", "tasks"];

    private readonly PostgreSqlTestDatabase _database = new();
    private Example _executing = null!;
    private BrowserExample _showing = null!;

    public async ValueTask InitializeAsync()
    {
        string[] shared = ["--Orchestrator:Provider", "PostgreSql", "--Orchestrator:Database", _database.ConnectionString, Example.Empty];
        var withoutWorkers = Queues.SelectMany(static name => new[] { $"--Orchestrator:Queues:{name}", "0" });
        _executing = new() { IsFilled = false, Settings = shared };
        await _executing.InitializeAsync();
        _showing = new(
            chromium,
            new()
            {
                IsFilled = false,
                NrmAddress = _executing.Nrm.BaseAddress,
                Settings = [.. shared, .. withoutWorkers],
            }
        );
        await _showing.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _showing.DisposeAsync();
        await _executing.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task A_process_that_one_host_executes_appears_on_the_pages_of_the_other_while_it_happens()
    {
        var page = await _showing.OpenAsync("/orchestrator/processes");
        await Expect(page.GetByText("0 found")).ToBeVisibleAsync();
        await page.EvaluateAsync("() => { window.isFirst = true; }");

        object[] answers =
        [
            new
            {
                node_name = "node-1",
                site = "utrecht",
                installed = false,
            },
            new { },
        ];
        var process = await _executing.StartCreateAsync("create_node", "node Nokia", answers);
        await page.GetByRole(AriaRole.Link, new() { Name = "create_node" }).ClickAsync();
        await Expect(StatusOf(page)).ToHaveTextAsync("suspended");
        await _executing.ResumeAsync(process, new { });

        await Expect(StatusOf(page)).ToHaveTextAsync("completed");
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Steps" })).Not.ToContainTextAsync("pending");
        Assert.True(await page.EvaluateAsync<bool>("() => window.isFirst"));
    }

    [Fact]
    public async Task One_click_on_the_page_of_one_host_is_executed_by_the_other_and_its_steps_appear_beside_the_button()
    {
        object[] answers = [new { node_name = "node-1", site = "utrecht" }, new { }];
        await _executing.WaitAsync(await _executing.StartCreateAsync("create_node", "node Nokia", answers), "completed");
        var node = await ManagedObject.FindAsync(_executing, "nodes");
        var right = await node.ReadAsync();
        var wrong = right.DeepClone();
        wrong["description"] = "changed outside";
        await node.PutAsync(wrong);
        var page = await _showing.OpenAsync($"/orchestrator/subscriptions/{node.Id}");

        // The other host checks it, and this page makes the plan.
        await node.CheckAsync();
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Plan" })).ToContainTextAsync("will be changed");

        // Each of its requests takes so long that a page of the engine that is opened meanwhile shows who executes it.
        await _executing.SetFaultAsync("nodes", 200, times: 3, delayMilliseconds: 5_000);
        await page.GetByRole(AriaRole.Button, new() { Name = "Reconcile", Exact = true }).ClickAsync();

        var engine = await _showing.OpenAsync("/orchestrator/engine");
        var hosts = engine.GetByRole(AriaRole.Region, new() { Name = "Hosts" });
        await Expect(hosts.GetByRole(AriaRole.Row, new() { NameRegex = new($"\\b{_executing.HostId} online [1-9][0-9]* 1 ") }))
            .ToBeVisibleAsync();
        await Expect(hosts.GetByRole(AriaRole.Row, new() { NameRegex = new($"\\b{_showing.Example.HostId} \\(this host\\) online 0 0 ") }))
            .ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Reconcile" })).ToContainTextAsync("completed");
        Assert.Equal(right.ToJsonString(), (await node.ReadAsync()).ToJsonString());
    }

    /// <summary>What a page says first about its process.</summary>
    private static ILocator StatusOf(IPage page) => page.GetByRole(AriaRole.Main).Locator(".mud-chip").First;
}
