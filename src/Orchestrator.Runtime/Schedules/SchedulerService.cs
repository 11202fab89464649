using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Orchestrator.Background;
using Orchestrator.Diagnostics;
using Orchestrator.Forms;
using Orchestrator.Notifications;
using Orchestrator.Operations;
using Orchestrator.Options;

namespace Orchestrator.Schedules;

/// <summary>
/// Fires the schedules that are due. A process is written together with the schedule's next time, in one transaction whose condition is the
/// time that was due: so of any number of hosts one fires it, and a host that dies fires it either wholly or not at all.
/// </summary>
internal sealed class SchedulerService(
    ScheduleStore store,
    ProcessStarter starter,
    ChangePublisher changes,
    StorageErrors errors,
    IOptions<OrchestratorOptions> options,
    TimeProvider time,
    EngineLogger<SchedulerService> logger
) : PeriodicService(options.Value.RecoveryInterval, time)
{
    private const int BatchSize = 100;

    private readonly TimeSpan _timeout = options.Value.ScheduleStartTimeout;

    private readonly SemaphoreSlim _turn = new(initialCount: 1);

    /// <summary>
    /// The starts that took too long and have not ended, by their schedules, with the machine's time when they were given up.
    /// </summary>
    private readonly ConcurrentDictionary<Guid, long> _unfinished = new();

    /// <summary>
    /// The times at which a start took too long once, by their schedules: it is tried again before such a time is passed over, because what
    /// did not answer may have been the database. Used in turns.
    /// </summary>
    private readonly Dictionary<Guid, DateTimeOffset?> _tried = [];

    public override void Dispose()
    {
        base.Dispose();
        _turn.Dispose();
    }

    /// <summary>
    /// Fires what is due now. While the engine is paused everything stays due. When it returns, a firing that this host had begun before is
    /// over as well.
    /// </summary>
    internal async Task FireAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await FireDueAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task FireDueAsync(CancellationToken cancellationToken)
    {
        // Each once, also where some stay due: those after them are not kept waiting.
        IReadOnlyList<Schedule> due = [];
        do
        {
            due = await store.FindDueAsync(due is [.., var last] ? last.Position : null, BatchSize, cancellationToken);
            foreach (var schedule in due)
            {
                await FireAsync(schedule, cancellationToken);
            }
        } while (due.Count == BatchSize);
    }

    protected override Task RunPassAsync(Task next, CancellationToken stoppingToken) => FireAsync(stoppingToken);

    protected override void LogFailure(Exception exception) => Log.SchedulingFailed(logger, exception);

    private async Task FireAsync(Schedule schedule, CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        ScheduleTick? tick = null;
        try
        {
            tick = new(schedule, now, schedule.Trigger.DueAfter(now, schedule.CreatedAt, schedule.ScheduleId));
            await StartAsync(tick, cancellationToken);
            changes.Publish(ChangeKind.Schedules);
        }
        catch (TickTakenException)
        {
            // Another host was faster.
        }
        catch (EnginePausedException)
        {
            // It is due until the engine is released.
        }
        catch (StartTooLongException)
        {
            // It is due until it was tried once more.
        }
        catch (OrchestratorException refused) when (StartRejection.Is(refused) && refused is not FormFailedException && tick is not null)
        {
            var refusal = StartRejection.Of(refused);
            Log.ScheduleRefused(logger, schedule.ShownName, schedule.WorkflowName, refusal.Reason);
            await AdvanceAsync(tick, refusal, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever an author's form or an authorizer throws is the matter of this schedule alone. Only a database that cannot be used
            // leaves it due.
            Log.ScheduleFailed(logger, exception, schedule.ShownName, schedule.ScheduleId, schedule.WorkflowName);
            if (tick is not null && errors.Explain(exception) is null)
            {
                await AdvanceAsync(tick, StartRejection.Of(exception), cancellationToken);
            }
        }
    }

    /// <summary>
    /// Starts a schedule's workflow. What it asks of authors' code (forms, authorizers, conditions of a start) may never answer, and even
    /// never give back its thread: then the other schedules are fired all the same.
    /// </summary>
    private async Task StartAsync(ScheduleTick tick, CancellationToken cancellationToken)
    {
        var schedule = tick.Schedule;
        if (schedule.Trigger.Error is { } error)
        {
            throw new InvalidRequestException("schedule_unreadable", error);
        }

        var isTried = _tried.TryGetValue(schedule.ScheduleId, out var tried) && tried == schedule.NextRunAt;
        if (_unfinished.TryGetValue(schedule.ScheduleId, out var givenUp))
        {
            if (isTried && TimeProvider.System.GetElapsedTime(givenUp) < _timeout)
            {
                // A database that has just come back may still be ending what was cancelled.
                throw new StartTooLongException();
            }

            throw new ConflictException(
                "schedule_start_unfinished",
                $"The start of '{schedule.WorkflowName}' at an earlier time has not ended in this host. Correct its form or what "
                    + "decides whether it may start, and restart the host."
            );
        }

        var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var start = Task.Run(() => StartAsync(tick, limit), CancellationToken.None);
        try
        {
            // The machine's time, whatever clock the host is given: it is about a thread.
            await start.WaitAsync(_timeout, TimeProvider.System, cancellationToken);
        }
        catch (TimeoutException) when (!start.IsCompleted)
        {
            _unfinished.TryAdd(schedule.ScheduleId, TimeProvider.System.GetTimestamp());
            _ = ForgetAsync(schedule.ScheduleId, start);

            // Not awaited: what is registered for the cancellation is authors' code as well.
            _ = CancelAsync(limit);
            var late = new ConflictException(
                "schedule_start_timeout",
                $"'{schedule.WorkflowName}' was not started within {_timeout}: its form or what decides whether it may start did "
                    + "not answer."
            );
            if (isTried)
            {
                throw late;
            }

            Log.ScheduleFailed(logger, late, schedule.ShownName, schedule.ScheduleId, schedule.WorkflowName);
            _tried[schedule.ScheduleId] = schedule.NextRunAt;
            throw new StartTooLongException();
        }
    }

    private async Task StartAsync(ScheduleTick tick, CancellationTokenSource limit)
    {
        using var own = limit;
        await starter.StartAsync(
            tick.Schedule.WorkflowName,
            tick.Schedule.Pages,
            Caller.FromRecord(tick.Schedule.CreatedBy, tick.Schedule.RunAs, tick.Schedule.RunPolicies),
            (database, processId, token) => ScheduleStore.AdvanceAsync(database, tick, processId, refusal: null, token),
            limit.Token
        );
    }

    private static async Task CancelAsync(CancellationTokenSource limit)
    {
        try
        {
            await limit.CancelAsync();
        }
        catch (Exception exception) when (exception is ObjectDisposedException or AggregateException)
        {
            // The start has just ended, or what is registered for its cancellation failed: it is given up all the same.
        }
    }

    private async Task ForgetAsync(Guid scheduleId, Task start)
    {
        await start.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _unfinished.TryRemove(scheduleId, out _);
    }

    /// <summary>Moves a schedule on that could not start its workflow. A reason that cannot be stored is in the log.</summary>
    private async Task AdvanceAsync(ScheduleTick tick, StartRejection refusal, CancellationToken cancellationToken)
    {
        foreach (
            var reason in new[]
            {
                refusal,
                new StartRejection("The reason cannot be stored; it is in the log of the host.", refusal.LockedBy),
            }
        )
        {
            try
            {
                await store.NoteRefusalAsync(tick, reason, cancellationToken);
                changes.Publish(ChangeKind.Schedules);
                return;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                Log.ScheduleFailed(logger, exception, tick.Schedule.ShownName, tick.Schedule.ScheduleId, tick.Schedule.WorkflowName);
            }
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

/// <summary>A start took too long, or the one before it still does, and it is tried again before its time is passed over.</summary>
internal sealed class StartTooLongException() : Exception("The start of the schedule's workflow took too long. It is tried once more.");
