using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Dashboard.Overview;
using Orchestrator.Dashboard.Tests.Support;
using Orchestrator.Drift;
using Orchestrator.Options;

namespace Orchestrator.Dashboard.Tests;

/// <summary>The table of drift policies and maintenance windows.</summary>
public sealed class PolicyTests(DashboardHost host) : IClassFixture<DashboardHost>, IAsyncLifetime
{
    private readonly Browser _browser = new(host);

    private IDriftPolicies Policies => host.Provider.GetRequiredService<IDriftPolicies>();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await _browser.DisposeAsync();

    [Fact]
    public void A_product_without_a_policy_is_reconciled_at_any_time_as_the_settings_say()
    {
        var table = _browser.Render<PolicyTable>();

        table.WaitForAssertion(() =>
        {
            var cells = CellsOf(table, "line");
            Assert.Equal(("not regularly", "at any time", "the code and the settings"), (cells[1], cells[4], cells[5]));
        });
    }

    [Fact]
    public async Task A_policy_that_someone_sets_is_shown_with_its_windows_and_who_has_set_it()
    {
        var table = _browser.Render<PolicyTable>();
        table.WaitForAssertion(() => Assert.Equal("not regularly", CellsOf(table, "valve")[1]));

        await Policies.SetAsync(
            "valve",
            new()
            {
                Check = "*/15 * * * *",
                Heal = DriftHealing.Off,
                Windows =
                [
                    new MaintenanceWindowOptions
                    {
                        Cron = "0 2 * * *",
                        Duration = TimeSpan.FromHours(3),
                        Deny = true,
                    },
                ],
            },
            "ann"
        );

        table.WaitForAssertion(() =>
        {
            var cells = CellsOf(table, "valve");
            Assert.Equal(("*/15 * * * *", "not checked"), (cells[1], cells[2]));
            Assert.Equal("not for 3 h 0 min from 0 2 * * * (UTC)", cells[4]);
            Assert.StartsWith("ann, ", cells[5], StringComparison.Ordinal);
        });
    }

    private static string[] CellsOf(IRenderedComponent<PolicyTable> table, string product) =>
        [
            .. table
                .FindAll("tbody tr")
                .Single(row => row.Children[0].TextContent == product)
                .Children.Select(static cell =>
                    string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                ),
        ];
}
