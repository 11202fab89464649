using System.Threading.Channels;

namespace Orchestrator.Notifications;

/// <summary>Receives changes until it is disposed of.</summary>
public sealed class ChangeSubscription : IDisposable
{
    private const int MaxUnread = 10_000;

    private readonly ChangeFeed _feed;
    private readonly Channel<Change> _unread = Channel.CreateBounded<Change>(MaxUnread);

    internal ChangeSubscription(ChangeFeed feed) => _feed = feed;

    /// <summary>
    /// Returns changes as they occur. The sequence ends if changes were lost, because the connection to the database was lost or the reader
    /// is too slow: read all data again, and subscribe again.
    /// </summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The changes, in order.</returns>
    public IAsyncEnumerable<Change> ReadAllAsync(CancellationToken cancellationToken = default) =>
        _unread.Reader.ReadAllAsync(cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        _feed.Unsubscribe(this);
        End();
    }

    internal void Publish(Change change)
    {
        if (!_unread.Writer.TryWrite(change))
        {
            End();
        }
    }

    internal void End() => _unread.Writer.TryComplete();
}
