using Microsoft.Extensions.Hosting;

namespace Orchestrator.Engine.Dispatch;

/// <summary>Makes a pass over something again and again until the host stops. A pass that fails is logged, and the next one comes at its time.</summary>
/// <param name="period">The time between two passes.</param>
/// <param name="time">The clock.</param>
internal abstract class PeriodicService(TimeSpan period, TimeProvider time) : BackgroundService
{
    /// <summary>The clock.</summary>
    protected TimeProvider Time { get; } = time;

    /// <summary>Makes one pass. What is done for one of many has to fail by itself: the fence here is only for what all of them need.</summary>
    /// <param name="next">Completes when it is time for the next pass.</param>
    /// <param name="stoppingToken">Fires when the host stops.</param>
    protected abstract Task RunPassAsync(Task next, CancellationToken stoppingToken);

    protected abstract void LogFailure(Exception exception);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Timers.Of(period), Time);
        while (!stoppingToken.IsCancellationRequested)
        {
            var tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
            try
            {
                await RunPassAsync(tick, stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                // The host stops: what a pass could not do then, another host or the next start does.
                return;
            }
            catch (Exception exception)
            {
                LogFailure(exception);
            }

            try
            {
                await tick;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }
}
