using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Errors;
using Orchestrator.Monitoring;
using Orchestrator.Operations;
using Orchestrator.Options;

namespace Orchestrator.Api.Diagnostics;

/// <summary>
/// What dashboards show, in the text format of Prometheus (its documentation, "Exposition formats", version 0.0.4), where the settings
/// allow it.
/// </summary>
internal static class MetricEndpoints
{
    private const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/metrics", ReadAsync)
            .WithTags("Metrics")
            .WithName("GetMetrics")
            .Produces<string>(200, "text/plain")
            .Produces<ProblemDto>(404)
            .WithSummary("Counts for dashboards, in the text format of Prometheus; only where Orchestrator:Metrics is true.");

    private static async Task<Results<ContentHttpResult, NotFound>> ReadAsync(
        RequestCaller caller,
        IEngineMetrics metrics,
        IVisibility visibility,
        IOptions<OrchestratorOptions> options,
        CancellationToken cancellationToken
    )
    {
        if (!options.Value.Metrics)
        {
            return TypedResults.NotFound();
        }

        // The counts are of each customer.
        return await visibility.SeesEverythingAsync(caller.Value, cancellationToken)
            ? TypedResults.Content(Write(await metrics.ReadAsync(cancellationToken)), ContentType)
            : throw new ForbiddenException("metrics_not_allowed", "User is not authorized to read metrics");
    }

    private static string Write(IEnumerable<Metric> metrics)
    {
        var text = new StringBuilder();
        foreach (var metric in metrics)
        {
            text.Append(CultureInfo.InvariantCulture, $"# HELP {metric.Name} {metric.Help}\n# TYPE {metric.Name} gauge\n");
            foreach (var series in metric.Series)
            {
                var labels = string.Join(',', series.Labels.Select(static label => $"{label.Key}=\"{Escape(label.Value)}\""));
                text.Append(CultureInfo.InvariantCulture, $"{metric.Name}{(labels.Length == 0 ? "" : $"{{{labels}}}")} {series.Value}\n");
            }
        }

        return text.ToString();
    }

    private static string Escape(string value) =>
        value
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);
}
