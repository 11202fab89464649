using System.Net;
using Orchestrator.Api.Tests.Support;

namespace Orchestrator.Api.Tests.Hosting;

/// <summary>Metrics on the wire.</summary>
public sealed class MetricContractTests
{
    [Fact]
    public async Task Dashboards_of_orchestrator_core_find_their_metrics_under_their_names()
    {
        await using var host = new ApiHost { Configure = static options => options.Metrics = true };
        await host.InitializeAsync();
        var lamp = await host.CreateLampAsync();
        await host.CreateLampAsync();
        await host.RunAsync("reconcile_lamp", "completed", new { subscription_id = lamp });
        await host.RunAsync("validate_nothing", "completed", new { });

        using var answer = await host.Http.GetAsync(new Uri("/api/metrics", UriKind.Relative));
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n');

        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains(
            """wfo_subscriptions_count{product_name="lamp",lifecycle_state="active",customer_id="customer",insync="True"} 2""",
            lines
        );
        Assert.Contains(
            """wfo_process_count{last_status="completed",created_by="SYSTEM",is_task="False",product_name="lamp",workflow_name="create_lamp",customer_id="customer",workflow_target="CREATE"} 2""",
            lines
        );
        Assert.DoesNotContain(lines, static line => line.Contains("validate_nothing", StringComparison.Ordinal));
        Assert.Equal(
            [
                """wfo_engine_status{wfo_engine_status="RUNNING"} 1""",
                """wfo_engine_status{wfo_engine_status="PAUSED"} 0""",
                """wfo_engine_status{wfo_engine_status="PAUSING"} 0""",
            ],
            lines.Where(static line => line.StartsWith("wfo_engine_status", StringComparison.Ordinal))
        );
        Assert.Contains("wfo_active_process_count 0", lines);
        var duration = Assert.Single(
            lines,
            static line =>
                line.StartsWith("wfo_process_seconds_total_count", StringComparison.Ordinal)
                && line.Contains("reconcile_lamp", StringComparison.Ordinal)
        );
        Assert.InRange(double.Parse(duration.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture), 0.0001, 60);
        Assert.All(
            lines.Where(static line => line.Length > 0),
            static line => Assert.Matches(@"^(# (HELP|TYPE) wfo_\w+ .+|wfo_\w+(\{.+\})? [0-9.eE+-]+)$", line)
        );
    }

    [Fact]
    public async Task Metrics_are_off_until_they_are_asked_for()
    {
        await using var host = new ApiHost();
        await host.InitializeAsync();

        using var answer = await host.Http.GetAsync(new Uri("/api/metrics", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
