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
    /// Waits for changes. It ends when changes were lost, because the connection to the database was or because the reader is thousands
    /// behind: then everything may be different, and it is time to read everything again and to listen again.
    /// </summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
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
