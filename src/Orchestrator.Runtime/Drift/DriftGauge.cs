using Microsoft.Extensions.Hosting;
using Orchestrator.Diagnostics;
using Orchestrator.Storage.Drift;

namespace Orchestrator.Drift;

/// <summary>
/// Counts the subscriptions that have drifted when someone collects measurements. A collector waits for no database: it is given the count
/// that the collection before has begun.
/// </summary>
internal sealed class DriftGauge(DriftReader reader, EngineInstruments instruments, EngineLogger<DriftGauge> logger) : IHostedService
{
    private IReadOnlyList<DriftMeasure> _last = [];
    private int _isCounting;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        instruments.ObserveDrift(Look);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private IReadOnlyList<DriftMeasure> Look()
    {
        if (Interlocked.Exchange(ref _isCounting, 1) == 0)
        {
            _ = Task.Run(CountAsync);
        }

        return Volatile.Read(ref _last);
    }

    private async Task CountAsync()
    {
        IReadOnlyList<DriftMeasure> counted = [];
        try
        {
            counted = [.. (await reader.CountDriftedAsync(CancellationToken.None)).Select(ToMeasure)];
        }
        catch (Exception exception)
        {
            // No number, which is seen, instead of one that is no longer true.
            Log.MetricFailed(logger, exception, OrchestratorTelemetry.Instruments.SubscriptionsDrifted);
        }
        finally
        {
            Volatile.Write(ref _last, counted);
            Volatile.Write(ref _isCounting, 0);
        }
    }

    private static DriftMeasure ToMeasure((string Product, int Count) drifted) => new(drifted.Product, drifted.Count);
}
