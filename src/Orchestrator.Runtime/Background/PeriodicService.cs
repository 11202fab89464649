using Microsoft.Extensions.Hosting;

namespace Orchestrator.Background;

/// <summary>
/// Makes a pass over something again and again until the host stops. A pass that fails is logged, and the next one comes at its time.
/// </summary>
/// <param name="period">The time between two passes.</param>
/// <param name="time">The clock.</param>
internal abstract class PeriodicService(TimeSpan period, TimeProvider time) : BackgroundService
{
    /// <summary>The clock.</summary>
    protected TimeProvider Time { get; } = time;

    /// <summary>
    /// Makes one pass. What is done for one of many has to fail by itself: the fence here is only for what all of them need.
    /// </summary>
    /// <param name="next">Completes when it is time for the next pass.</param>
    /// <param name="stoppingToken">Fires when the host stops.</param>
    protected abstract Task RunPassAsync(Task next, CancellationToken stoppingToken);

    protected abstract void LogFailure(Exception exception);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        BackgroundLoop.RunAsync(RunPassAsync, LogFailure, stoppingToken);

    private async Task RunPassAsync(CancellationToken stoppingToken)
    {
        // Not a PeriodicTimer: one that cannot be made, because the host's clock throws, ends the whole program when it is finalized.
        var next = Task.Delay(Timers.Of(period), Time, stoppingToken);
        await BackgroundLoop.TryAsync(token => RunPassAsync(next, token), LogFailure, stoppingToken);
        await next;
    }
}
