using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Dashboard.Catalogue;
using Orchestrator.Dashboard.Overview;
using Orchestrator.Dashboard.Tests.Support;
using Orchestrator.Drift;

namespace Orchestrator.Dashboard.Tests;

/// <summary>What there is, and what happens now.</summary>
public sealed class CatalogueTests(DashboardHost host) : IClassFixture<DashboardHost>, IAsyncLifetime
{
    private readonly Browser _browser = new(host);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await _browser.DisposeAsync();

    [Fact]
    public void Products_blocks_workflows_and_external_resources_are_listed()
    {
        var page = _browser.Render<CataloguePage>();

        page.WaitForAssertion(() =>
        {
            Assert.Contains("A valve", RegionOf(page, "Products"), StringComparison.Ordinal);
            Assert.Contains("opening, room", RegionOf(page, "Product blocks"), StringComparison.Ordinal);
            Assert.Contains("reconcile_valve", RegionOf(page, "External resources"), StringComparison.Ordinal);
            Assert.Contains("inspect_plant", RegionOf(page, "Workflows"), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void External_system_steps_are_listed_by_their_member_with_the_workflows_that_share_them()
    {
        var page = _browser.Render<CataloguePage>();

        page.WaitForAssertion(() =>
        {
            var rows = page.FindAll("[aria-label='External system steps'] tbody tr");
            var lines = Assert.Single(rows, static row => row.Children[0].TextContent.Trim() == "LineWorkflows.DrawLine");
            Assert.Equal(
                ["create_line", "modify_line", "reconcile_line"],
                lines.QuerySelectorAll("a").Select(static link => link.TextContent)
            );
        });
    }

    [Fact]
    public void Workflows_show_how_many_steps_were_released_also_those_that_the_code_no_longer_has()
    {
        var page = _browser.Render<CataloguePage>();

        page.WaitForAssertion(() =>
        {
            var released = page.FindAll("[aria-label='Workflows'] tbody tr")
                .ToDictionary(static row => row.Children[0].TextContent.Trim(), static row => row.Children[^1].TextContent.Trim());
            Assert.Equal("2 steps", released["modify_valve"]);
            Assert.Equal("not released", released["create_valve"]);
            Assert.Equal("changed since, not compatible", released["scrap_valve"]);
        });
    }

    [Fact]
    public void The_graph_of_a_workflow_has_the_keys_that_its_form_and_its_steps_read_and_write()
    {
        var page = OpenWorkflow("create_line");

        page.WaitForAssertion(() =>
        {
            Assert.Matches("writes valve, label", StepOf(page, "Form"));
            Assert.Matches("reads product, valve, label *writes subscription", StepOf(page, "Construct line"));
            Assert.Matches("reads subscription", StepOf(page, "Apply line in the plant"));
        });
        var order = OpenWorkflow("order_part");
        order.WaitForAssertion(() =>
        {
            Assert.Matches("writes callback_route", StepOf(order, "Order - Create endpoint"));
            Assert.Matches("reads callback_result", StepOf(order, "Check order"));
        });
    }

    [Fact]
    public void A_workflow_shows_its_steps_as_released_beside_those_of_the_code()
    {
        var page = OpenWorkflow("modify_valve");

        page.WaitForAssertion(() =>
        {
            var released = page.FindAll("[aria-label='Steps as released'] li").Select(static step => NormalizeSpaces(step.TextContent));
            Assert.Equal(
                [
                    "Turn the valve ValveWorkflows.TurnValve (its name is \"Turn valve\" now)",
                    "Gone ValveWorkflows.Gone (no longer in the code)",
                ],
                released
            );
            Assert.Matches("added since the release", StepOf(page, "Apply valve in the plant"));
            Assert.DoesNotContain("added since the release", StepOf(page, "Turn valve"), StringComparison.Ordinal);
        });
        var other = OpenWorkflow("create_valve");
        other.WaitForAssertion(() => Assert.Contains("It was not released.", other.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void A_workflow_shows_its_steps_in_order_and_who_shares_those_on_external_resources()
    {
        var page = _browser.Render<WorkflowPage>(parameters => parameters.Add(static page => page.WorkflowName, "modify_valve"));

        page.WaitForAssertion(() =>
        {
            var steps = page.FindAll("ol li strong").Select(static step => step.TextContent).ToArray();
            Assert.Equal(["Form", "Start"], steps[..2]);
            Assert.Equal("Done", steps[^1]);
            Assert.True(Array.IndexOf(steps, "Turn valve") < Array.IndexOf(steps, "Apply valve in the plant"));
            Assert.Contains("reconcile_valve", page.FindAll("a").Select(static link => link.TextContent));
        });
    }

    [Fact]
    public void A_workflow_that_the_code_does_not_have_is_said_in_words()
    {
        var page = _browser.Render<WorkflowPage>(parameters => parameters.Add(static page => page.WorkflowName, "nothing"));

        page.WaitForAssertion(() =>
            Assert.Contains("no workflow 'nothing'", page.Find("[role=alert]").TextContent, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task The_start_page_counts_what_failed_what_drifted_and_what_is_paused()
    {
        var valve = await host.CreateValveAsync("hall");
        await host.IntroduceDriftAsync(valve, opening: 50);
        host.Plant.Failures = 1;
        var failed = await host.Engine.RunAsync("inspect_plant", new { });
        host.Plant.Failures = 0;
        await host
            .Provider.GetRequiredService<IDriftPauses>()
            .PauseAsync(DriftPauseTarget.OfSubscription(valve), "It is being repaired.", until: null, "ann");

        var page = _browser.Render<HomePage>();

        page.WaitForAssertion(() =>
        {
            Assert.Contains("The plant is closed.", SectionOf(page, "failures"), StringComparison.Ordinal);
            Assert.NotNull(page.Find($"a[href='processes/{failed.ProcessId}']"));
            Assert.Contains("completed: 1", SectionOf(page, "by-state"), StringComparison.Ordinal);
            Assert.Contains("valve: 1", SectionOf(page, "by-product"), StringComparison.Ordinal);
            Assert.Contains("by ann: It is being repaired.", SectionOf(page, "paused"), StringComparison.Ordinal);
            Assert.Contains("create_valve", SectionOf(page, "recent"), StringComparison.Ordinal);
        });
    }

    private IRenderedComponent<WorkflowPage> OpenWorkflow(string name) =>
        _browser.Render<WorkflowPage>(parameters => parameters.Add(static page => page.WorkflowName, name));

    private static string StepOf(IRenderedComponent<WorkflowPage> page, string name) =>
        NormalizeSpaces(
            page.FindAll("[aria-label=Steps] li").Single(step => step.QuerySelector("strong")!.TextContent == name).TextContent
        );

    private static string NormalizeSpaces(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string RegionOf(IRenderedComponent<CataloguePage> page, string name) =>
        page.Find($"[role=region][aria-label='{name}']").TextContent;

    private static string SectionOf(IRenderedComponent<HomePage> page, string id) =>
        string.Join(
            ' ',
            page.Find($"section[aria-labelledby={id}]").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
}
