using System.Globalization;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.CrashCampaign;

/// <summary>
/// Small runs of the campaigns in bench/, which are run there with 200 kills. <c>ORCHESTRATOR_CRASH_KILLS</c> asks for more than two, and
/// <c>ORCHESTRATOR_BULK_SUBSCRIPTIONS</c> for a bulk reconcile of more than 40 subscriptions.
/// </summary>
public sealed class CrashCampaignTests
{
    private static readonly string Kills = Environment.GetEnvironmentVariable("ORCHESTRATOR_CRASH_KILLS") is { Length: > 0 } kills
        ? kills
        : "2";

    private static readonly int Subscriptions = Environment.GetEnvironmentVariable("ORCHESTRATOR_BULK_SUBSCRIPTIONS")
        is { Length: > 0 } subscriptions
        ? int.Parse(subscriptions, CultureInfo.InvariantCulture)
        : 40;

    [Fact]
    public async Task Two_hosts_that_are_killed_in_turns_touch_no_more_subscriptions_in_bulk_than_the_brakes_promised()
    {
        using var database = TestDatabase.New();
        await using var campaign = OperatingSystemProcess.Start(
            "Orchestrator.CrashCampaign",
            "bulk",
            "--kills",
            Math.Max(2, Subscriptions / 50).ToString(CultureInfo.InvariantCulture),
            "--subscriptions",
            Subscriptions.ToString(CultureInfo.InvariantCulture),
            "--failing",
            "3",
            "--seed",
            "7",
            "--provider",
            database.ProviderName,
            "--database",
            database.ConnectionString
        );

        var exitCode = await campaign.WaitForExitAsync(TimeSpan.FromMinutes(8));

        Assert.True(exitCode == 0, campaign.Output);
        Assert.Contains("no more was touched than was promised", campaign.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_is_killed_again_and_again_under_load_loses_nothing_and_does_nothing_twice()
    {
        using var database = TestDatabase.New();
        await using var campaign = OperatingSystemProcess.Start(
            "Orchestrator.CrashCampaign",
            "--kills",
            Kills,
            "--clients",
            "4",
            "--seed",
            "7",
            "--provider",
            database.ProviderName,
            "--database",
            database.ConnectionString
        );

        var exitCode = await campaign.WaitForExitAsync(TimeSpan.FromMinutes(4));

        Assert.True(exitCode == 0, campaign.Output);
        Assert.Contains("nothing lost, nothing twice", campaign.Output, StringComparison.Ordinal);
        Assert.NotEqual(
            ["0"],
            database.Query(
                "SELECT count(*) FROM processes p JOIN workflows w ON w.workflow_id = p.workflow_id "
                    + "WHERE p.last_status = 'completed' AND w.name = 'order_part'"
            )
        );
    }
}
