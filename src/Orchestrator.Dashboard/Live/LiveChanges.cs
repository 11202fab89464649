using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orchestrator.Dashboard.Diagnostics;
using Orchestrator.Notifications;

namespace Orchestrator.Dashboard.Live;

/// <summary>
/// Wakes the components of one connection when something has changed, so that nothing is read on a timer. A component reads again what it
/// shows, as its user may see it; a change says only that it is time to.
/// </summary>
internal sealed class LiveChanges(IChangeFeed feed, TimeProvider time, ILogger<LiveChanges> logger) : IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private readonly Lock _state = new();
    private ImmutableList<LiveSubscription> _subscriptions = [];
    private bool _isListening;
    private bool _isClosed;

    /// <summary>Calls back after changes until the returned subscription is disposed of.</summary>
    /// <param name="isRelevant">Whether a change is about what the component shows.</param>
    /// <param name="refresh">Reads and shows it again. Changes that come meanwhile are answered by one more call.</param>
    /// <param name="minInterval">The time between two calls.</param>
    /// <returns>The subscription.</returns>
    internal IDisposable Subscribe(Func<Change, bool> isRelevant, Func<Task> refresh, TimeSpan minInterval)
    {
        var subscription = new LiveSubscription(isRelevant, () => RefreshAsync(refresh), Remove, minInterval, time);
        lock (_state)
        {
            if (_isClosed)
            {
                subscription.Dispose();
                return subscription;
            }

            _subscriptions = _subscriptions.Add(subscription);
            if (!_isListening)
            {
                _isListening = true;
                var (changes, closed) = (feed.Subscribe(), _closed.Token);

                // Outside the connection's own queue of work, which would have to handle every change of the host.
                _ = Task.Run(() => ListenAsync(changes, closed), CancellationToken.None);
            }
        }

        return subscription;
    }

    public void Dispose()
    {
        lock (_state)
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = true;
        }

        _closed.Cancel();
        foreach (var subscription in _subscriptions)
        {
            subscription.Dispose();
        }

        _closed.Dispose();
    }

    /// <summary>What a refresh throws ends neither the subscription nor that of another component.</summary>
    private async Task RefreshAsync(Func<Task> refresh)
    {
        try
        {
            await refresh();
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or ObjectDisposedException))
        {
            Log.RefreshFailed(logger, failure);
        }
    }

    private void Remove(LiveSubscription subscription)
    {
        lock (_state)
        {
            _subscriptions = _subscriptions.Remove(subscription);
        }
    }

    private async Task ListenAsync(ChangeSubscription first, CancellationToken closed)
    {
        var changes = first;
        try
        {
            while (true)
            {
                await foreach (var change in changes.ReadAllAsync(closed))
                {
                    Wake(change);
                }

                // Some were lost. Subscribing again comes before reading again, so that nothing is missed in between.
                changes.Dispose();
                changes = feed.Subscribe();
                foreach (var subscription in _subscriptions)
                {
                    subscription.Wake();
                }
            }
        }
        catch (OperationCanceledException) when (closed.IsCancellationRequested)
        {
            // The page was closed.
        }
        finally
        {
            changes.Dispose();
        }
    }

    private void Wake(Change change)
    {
        foreach (var subscription in _subscriptions)
        {
            if (IsRelevant(subscription, change))
            {
                subscription.Wake();
            }
        }
    }

    /// <summary>A component that cannot decide reads again, and keeps no other from being woken.</summary>
    private bool IsRelevant(LiveSubscription subscription, Change change)
    {
        try
        {
            return subscription.IsRelevant(change);
        }
        catch (Exception failure)
        {
            Log.RelevanceFailed(logger, failure);
            return true;
        }
    }
}
