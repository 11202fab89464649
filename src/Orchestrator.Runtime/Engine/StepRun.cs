using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Engine.Dispatch;
using Orchestrator.Engine.Plans;

namespace Orchestrator.Engine;

/// <summary>
/// One execution of a step's code, with the services that it gets. It holds nobody up for longer than it may: a step that goes on after its time, or after it was told to stop, is left to itself. Whatever
/// it gives then is not committed, and its services are disposed of when it ends.
/// </summary>
internal sealed class StepRun : IAsyncDisposable
{
    /// <summary>How long a step may take to stop when it is told to, and its services to be disposed of.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly AsyncServiceScope _scope;
    private readonly CancellationTokenSource _over;
    private readonly CancellationTokenSource _stop;
    private readonly PlannedStep _step;
    private readonly TimeSpan _limit;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationToken _cancelled;
    private Task _running = Task.CompletedTask;

    internal StepRun(IServiceScopeFactory scopes, PlannedStep step, TimeSpan limit, TimeProvider time, ILogger logger, CancellationToken cancelled)
    {
        _scope = scopes.CreateAsyncScope();
        _over = new CancellationTokenSource(Timers.Of(limit), time);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancelled, _over.Token);
        (_step, _limit, _time, _logger, _cancelled) = (step, limit, time, logger, cancelled);
    }

    /// <summary>Executes.</summary>
    /// <exception cref="StepTimeoutException">The step took too long.</exception>
    /// <exception cref="StepAbandonedException">The step goes on although it was told to stop.</exception>
    internal async Task<StepWork> ExecuteAsync(Func<IServiceProvider, CancellationToken, Task<StepWork>> execute)
    {
        // On a thread of its own, because a step that never awaits would otherwise keep the worker's.
        var token = _stop.Token;
        var running = Task.Run(() => execute(_scope.ServiceProvider, token), CancellationToken.None);
        _running = running;
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (token.UnsafeRegister(static source => ((TaskCompletionSource)source!).TrySetResult(), told))
        {
            await Task.WhenAny(running, told.Task);
        }

        if (!running.IsCompleted)
        {
            await Task.WhenAny(running, Task.Delay(Timers.Of(Patience), _time, CancellationToken.None));
        }

        if (!running.IsCompleted)
        {
            throw _cancelled.IsCancellationRequested ? new StepAbandonedException(_step.Name) : new StepTimeoutException(_step.Name, _limit, goesOn: true, cause: null);
        }

        try
        {
            return await running;
        }
        catch (Exception exception) when (_over.IsCancellationRequested && !_cancelled.IsCancellationRequested)
        {
            throw new StepTimeoutException(_step.Name, _limit, goesOn: false, exception);
        }
    }

    /// <summary>Disposes of the services, when the step has ended. What they throw is no failure of a step whose result is committed.</summary>
    public async ValueTask DisposeAsync()
    {
        var disposal = DisposeScopeAsync();
        if (_running.IsCompleted && !disposal.IsCompleted)
        {
            await Task.WhenAny(disposal, Task.Delay(Timers.Of(Patience), _time, CancellationToken.None));
        }
    }

    private async Task DisposeScopeAsync()
    {
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await _scope.DisposeAsync();
        }
        catch (Exception exception)
        {
            Log.DisposalFailed(_logger, Log.Printable(exception), _step.Name);
        }
        finally
        {
            _stop.Dispose();
            _over.Dispose();
        }
    }
}
