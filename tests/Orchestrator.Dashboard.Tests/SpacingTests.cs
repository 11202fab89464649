using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.BulkReconciles;
using Orchestrator.Dashboard.Bulk;
using Orchestrator.Dashboard.Catalogue;
using Orchestrator.Dashboard.Engine;
using Orchestrator.Dashboard.Overview;
using Orchestrator.Dashboard.Shared;
using Orchestrator.Dashboard.Subscriptions;
using Orchestrator.Dashboard.Tests.Support;
using Orchestrator.Drift;
using Orchestrator.Operations;

namespace Orchestrator.Dashboard.Tests;

/// <summary>No word runs into the next one.</summary>
public sealed class SpacingTests : IAsyncLifetime
{
    private readonly DashboardHost _host = new();
    private Browser _browser = null!;

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        _browser = new(_host);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task No_word_runs_into_the_next_on_a_subscription_that_a_process_holds_and_on_the_pages_that_name_it()
    {
        var valve = await _host.CreateValveAsync();
        await _host
            .Provider.GetRequiredService<IDriftPauses>()
            .PauseAsync(DriftPauseTarget.OfSubscription(valve), "Repair.", until: DateTimeOffset.UtcNow.AddDays(1), "ann");
        _host.Plant.Failures = 1;
        var failed = await _host.Engine.RunAsync("modify_valve", new { subscription_id = valve }, new { opening = 7, room = "one" });
        var bulk = await _host
            .Provider.GetRequiredService<IBulkReconciles>()
            .StartAsync(BulkSelection.OfQuery($"subscription_id:{valve}"), 10, "ann");

        var subscription = _browser.Render<SubscriptionPage>(parameters => parameters.Add(static page => page.SubscriptionId, valve));
        AssertSpaced(subscription, "held by process");
        AssertSpaced(subscription, "by process");
        AssertSpaced(_browser.Render<HomePage>(), "Out of sync: 1");
        AssertSpaced(_browser.Render<Overview.DriftPage>(), "until");
        var process = _browser.Render<Dashboard.Processes.ProcessPage>(parameters =>
            parameters.Add(static page => page.ProcessId, failed.ProcessId)
        );
        AssertSpaced(process, "last changed");
        var page = _browser.Render<BulkReconcilePage>(parameters => parameters.Add(static page => page.ProcessId, bulk));
        AssertSpaced(page, "ended: 0 of 1 done, 1 refused");
    }

    [Fact]
    public async Task No_word_runs_into_the_next_in_the_catalogue_and_on_the_page_of_a_paused_engine()
    {
        var workflow = _browser.Render<WorkflowPage>(static parameters => parameters.Add(static page => page.WorkflowName, "modify_valve"));
        AssertSpaced(workflow, "shared with");
        AssertSpaced(_browser.Render<CataloguePage>(), "Workflows that share it");

        await _host.Provider.GetRequiredService<IEngineControl>().PauseAsync("ann", "The plant moves.");

        AssertSpaced(_browser.Render<EngineBanner>(), "Paused by");
        AssertSpaced(_browser.Render<EnginePage>(), "Audit");
    }

    [Fact]
    public void An_accepted_difference_says_until_when()
    {
        var accepted = new AcceptedDeviation("ann", "Spare part.", DateTimeOffset.UnixEpoch.AddDays(1));
        var difference = new Difference("opening", DifferenceKind.Changed, default, default) { Accepted = accepted };

        var table = _browser.Render<DifferenceTable>(parameters => parameters.Add(static table => table.Differences, [difference]));

        AssertSpaced(table, "Spare part. (until 1970-01-02 00:00:00 UTC)");
    }

    private static void AssertSpaced<T>(IRenderedComponent<T> component, string shows)
        where T : IComponent =>
        component.WaitForAssertion(() =>
        {
            var text = string.Concat(component.Nodes.Select(static node => node.TextContent));
            var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            Assert.Contains(shows, string.Join(' ', words), StringComparison.Ordinal);
            Assert.Empty(Spacing.FindTouchingWords(component));
        });
}
