using System.Collections.Immutable;
using Orchestrator.Notifications;

namespace Orchestrator.Dashboard.Live;

/// <summary>
/// Tells the components of one connection that something has changed, so that nothing is read on a timer. A component reads again what it
/// shows, as its user may see it; a change says only that it is time to.
/// </summary>
internal sealed class LiveChanges(IChangeFeed feed) : IDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private readonly Lock _turn = new();
    private ImmutableList<LiveFollower> _followers = [];
    private bool _isListening;

    /// <summary>Calls back after changes until the returned follower is disposed of.</summary>
    /// <param name="concerns">Whether a change is about what the component shows.</param>
    /// <param name="refresh">Reads and shows it again. Changes that come meanwhile are answered by one more call.</param>
    /// <returns>The follower.</returns>
    internal IDisposable Follow(Func<Change, bool> concerns, Func<Task> refresh)
    {
        var follower = new LiveFollower(concerns, refresh, gone => ImmutableInterlocked.Update(ref _followers, list => list.Remove(gone)));
        ImmutableInterlocked.Update(ref _followers, list => list.Add(follower));
        lock (_turn)
        {
            if (!_isListening)
            {
                _isListening = true;
                _ = ListenAsync(feed.Subscribe());
            }
        }

        return follower;
    }

    public void Dispose()
    {
        _ended.Cancel();
        foreach (var follower in _followers)
        {
            follower.Dispose();
        }

        _ended.Dispose();
    }

    private async Task ListenAsync(ChangeSubscription first)
    {
        var ended = _ended.Token;
        var subscription = first;
        try
        {
            while (true)
            {
                using (subscription)
                {
                    await foreach (var change in subscription.ReadAllAsync(ended))
                    {
                        Wake(follower => follower.Concerns(change));
                    }
                }

                // Some were lost. Listening again comes before reading again, so that nothing is missed in between.
                subscription = feed.Subscribe();
                Wake(static _ => true);
            }
        }
        catch (OperationCanceledException)
        {
            // The page was closed.
            subscription.Dispose();
        }
    }

    private void Wake(Func<LiveFollower, bool> concerned)
    {
        foreach (var follower in _followers)
        {
            if (concerned(follower))
            {
                follower.Wake();
            }
        }
    }
}
