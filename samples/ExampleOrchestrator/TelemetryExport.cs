using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Orchestrator.Diagnostics;

namespace ExampleOrchestrator;

/// <summary>Sends traces, measurements and logs to a collector, where one is named.</summary>
internal static class TelemetryExport
{
    // OpenTelemetry's own setting: the exporter itself reads it and its siblings.
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    internal static void AddTelemetryExport(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration[Endpoint]))
        {
            return;
        }

        builder.Services.AddOpenTelemetry()
            .WithTracing(static tracing => tracing
                .AddSource(OrchestratorTelemetry.ActivitySourceName)
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation())
            .WithMetrics(static metrics => metrics
                .AddMeter(OrchestratorTelemetry.MeterName)
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation())
            .WithLogging()
            .UseOtlpExporter();
    }
}
