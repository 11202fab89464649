using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Hosting;
using Orchestrator.Storage.Processes;

namespace Orchestrator.Engine.Schedules;

/// <summary>
/// Fires the schedules that are due. A process is written together with the schedule's next time, in one transaction whose condition is the time that was due: so of any number of hosts one
/// fires it, and a host that dies fires it either wholly or not at all.
/// </summary>
internal sealed class ScheduleSweep(
    ScheduleRecords records,
    ProcessService processes,
    IOptions<OrchestratorOptions> options,
    TimeProvider time,
    ILogger<ScheduleSweep> logger) : BackgroundService
{
    private const int BatchSize = 100;

    /// <summary>Fires what is due now. While the engine is paused everything stays due.</summary>
    internal async Task FireAsync(CancellationToken cancellationToken)
    {
        foreach (var schedule in await records.FindDueAsync(BatchSize, cancellationToken))
        {
            await FireAsync(schedule, cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.SweepInterval, time);
        try
        {
            do
            {
                try
                {
                    await FireAsync(stoppingToken);
                }
                catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
                {
                    Log.SchedulingFailed(logger, exception);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task FireAsync(Schedule schedule, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var tick = new ScheduleTick(schedule, now, schedule.Trigger.DueAfter(now, schedule.CreatedAt, schedule.ScheduleId));
        try
        {
            await processes.StartAsync(
                schedule.WorkflowName,
                schedule.Pages,
                new(schedule.CreatedBy) { SignedInAs = schedule.RunAs },
                (database, processId, token) => ScheduleRecords.AdvanceAsync(database, tick, processId, refusal: null, token),
                cancellationToken);
        }
        catch (TickTakenException)
        {
            // Another host was faster.
        }
        catch (EngineLockedException)
        {
            // It is due until the engine is released.
        }
        catch (OrchestratorException refused) when (Refusal.Is(refused))
        {
            Log.ScheduleRefused(logger, schedule.Name, schedule.WorkflowName, refused.Message);
            await records.NoteRefusalAsync(tick, Refusal.Of(refused), cancellationToken);
        }
    }
}

/// <summary>A time at which a schedule is due.</summary>
/// <param name="Schedule">The schedule, with the time that is due.</param>
/// <param name="Now">When it is fired.</param>
/// <param name="Next">When it is due again; null for never.</param>
internal sealed record ScheduleTick(Schedule Schedule, DateTimeOffset Now, DateTimeOffset? Next);

/// <summary>Another host has fired this time already.</summary>
internal sealed class TickTakenException() : Exception("Another host has fired this time of the schedule already.");
