using ExampleOrchestrator.Tests.Support;

namespace ExampleOrchestrator.Tests;

/// <summary>The example exports its telemetry to the collector that the settings of OpenTelemetry name.</summary>
public sealed class TelemetryExportTests
{
    [Fact]
    public async Task Spans_measurements_and_log_messages_are_sent_to_the_collector_that_the_settings_name()
    {
        using var collector = new TelemetryCollector();
        await using var example = new Example
        {
            Settings =
            [
                $"--OTEL_EXPORTER_OTLP_ENDPOINT={collector.Address}",
                "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf",
                "--OTEL_BSP_SCHEDULE_DELAY=100",
                "--OTEL_BLRP_SCHEDULE_DELAY=100",
                "--OTEL_METRIC_EXPORT_INTERVAL=100",
            ],
        };
        await example.InitializeAsync();

        await example.RunAsync("reconcile_node", (await example.FindAsync("NODE"))[0]);

        await collector.UntilAsync("/v1/traces", "process reconcile_node");
        await collector.UntilAsync("/v1/metrics", "orchestrator.processes.completed");
        await collector.UntilAsync("/v1/logs", "Orchestrator.Execution");
    }
}
