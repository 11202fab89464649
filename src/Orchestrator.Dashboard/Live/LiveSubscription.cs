using System.Threading.Channels;
using Orchestrator.Notifications;

namespace Orchestrator.Dashboard.Live;

/// <summary>
/// The changes that one component subscribes to: one refresh at a time, the first at once, and after that at most one in each interval,
/// however many changes there are. The last change is always followed by a refresh.
/// </summary>
internal sealed class LiveSubscription : IDisposable
{
    /// <summary>
    /// The time between two refreshes: a bulk reconcile publishes hundreds of changes a second, and no one reads that fast.
    /// </summary>
    internal static readonly TimeSpan MinInterval = TimeSpan.FromMilliseconds(400);

    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true }
    );
    private readonly CancellationTokenSource _disposed = new();
    private readonly Action<LiveSubscription> _unsubscribe;

    internal LiveSubscription(
        Func<Change, bool> isRelevant,
        Func<Task> refresh,
        Action<LiveSubscription> unsubscribe,
        TimeSpan minInterval,
        TimeProvider time
    )
    {
        (IsRelevant, _unsubscribe) = (isRelevant, unsubscribe);

        // Outside the connection's own queue of work: only the refresh itself belongs there.
        var disposed = _disposed.Token;
        _ = Task.Run(() => RunAsync(refresh, minInterval, time, disposed), CancellationToken.None);
    }

    /// <summary>Whether a change is about what the component shows.</summary>
    internal Func<Change, bool> IsRelevant { get; }

    internal void Wake() => _wake.Writer.TryWrite(true);

    public void Dispose()
    {
        if (_wake.Writer.TryComplete())
        {
            _disposed.Cancel();
            _unsubscribe(this);
            _disposed.Dispose();
        }
    }

    private async Task RunAsync(Func<Task> refresh, TimeSpan minInterval, TimeProvider time, CancellationToken disposed)
    {
        try
        {
            await foreach (var _ in _wake.Reader.ReadAllAsync(disposed))
            {
                await refresh();
                await Task.Delay(minInterval, time, disposed);
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or ObjectDisposedException)
        {
            // The component, or the connection with it, is gone.
        }
    }
}
