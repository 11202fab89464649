using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Background;
using Orchestrator.Diagnostics;
using Orchestrator.Execution.Planning;

namespace Orchestrator.Execution;

/// <summary>
/// One execution of a step's code, with the services that it gets. It holds no one up for longer than it may: a step that continues after
/// its time, or after it was told to stop, is left to itself. Whatever it gives then is not committed, and its services are disposed of
/// when it ends.
/// </summary>
internal sealed class StepRun : IAsyncDisposable
{
    /// <summary>How long a step may take to stop when it is told to.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly AuthorScope _scope;
    private readonly CancellationTokenSource _over;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenRegistration _whenOver;
    private readonly CancellationTokenRegistration _whenCancelled;
    private readonly PlannedStep _step;
    private readonly TimeSpan _limit;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationToken _cancelled;
    private IDisposable? _entry;
    private Task _running = Task.CompletedTask;

    internal StepRun(
        IServiceScopeFactory scopes,
        PlannedStep step,
        TimeSpan limit,
        TimeProvider time,
        ILogger logger,
        CancellationToken cancelled
    )
    {
        (_step, _limit, _time, _logger, _cancelled) = (step, limit, time, logger, cancelled);
        _over = new CancellationTokenSource(Timers.Of(limit), time);
        _whenOver = _over.Token.UnsafeRegister(static run => ((StepRun)run!).Stop(), this);
        _whenCancelled = cancelled.UnsafeRegister(static run => ((StepRun)run!).Stop(), this);
        _scope = new(scopes, step.Name, time, logger);
    }

    /// <summary>Executes.</summary>
    /// <param name="execute">Executes the step.</param>
    /// <param name="entry">Is disposed of when the step has ended, however late.</param>
    /// <exception cref="StepTimeoutException">The step took too long.</exception>
    /// <exception cref="StepAbandonedException">The step continues although it was told to stop.</exception>
    internal async Task<StepWork> ExecuteAsync(Func<IServiceProvider, CancellationToken, Task<StepWork>> execute, IDisposable entry)
    {
        _entry = entry;

        // On a thread of its own, because a step that never awaits would otherwise keep the worker's.
        var token = _stop.Token;
        var running = Task.Run(() => execute(_scope.Services, token), CancellationToken.None);
        _running = running;
        await Task.WhenAny(running, _told.Task);
        if (!running.IsCompleted)
        {
            await Task.WhenAny(running, Task.Delay(Timers.Of(Patience), _time, CancellationToken.None));
        }

        if (!running.IsCompleted)
        {
            throw _cancelled.IsCancellationRequested
                ? new StepAbandonedException(_step.Name)
                : new StepTimeoutException(_step.Name, _limit, continues: true, cause: null);
        }

        try
        {
            return await running;
        }
        catch (Exception exception) when (_over.IsCancellationRequested && !_cancelled.IsCancellationRequested)
        {
            throw new StepTimeoutException(_step.Name, _limit, continues: false, exception);
        }
    }

    /// <summary>Disposes of the services, when the step has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        var end = EndAsync();
        if (_running.IsCompleted)
        {
            await end;
        }
    }

    private async Task EndAsync()
    {
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _entry?.Dispose();
        await _scope.DisposeAsync();
        await _whenOver.DisposeAsync();
        await _whenCancelled.DisposeAsync();
        _stop.Dispose();
        _over.Dispose();
    }

    /// <summary>
    /// Tells the step to stop, and waits for nothing: what it has registered on its token is its author's code, and the caller is a timer,
    /// an abort or the renewal of all leases.
    /// </summary>
    private void Stop()
    {
        _told.TrySetResult();
        _ = StopAsync();
    }

    private async Task StopAsync()
    {
        try
        {
            await _stop.CancelAsync();
        }
        catch (AggregateException all)
        {
            foreach (var exception in all.InnerExceptions)
            {
                Log.StopFailed(_logger, exception, _step.Name);
            }
        }
    }
}
