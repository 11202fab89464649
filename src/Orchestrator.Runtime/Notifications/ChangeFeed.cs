using System.Collections.Immutable;

namespace Orchestrator.Notifications;

/// <summary>The listeners of this host.</summary>
internal sealed class ChangeFeed : IChangeFeed
{
    private ImmutableList<ChangeSubscription> _listeners = [];

    /// <summary>Whether anybody listens.</summary>
    internal bool HasSubscribers => !_listeners.IsEmpty;

    public ChangeSubscription Subscribe()
    {
        var listener = new ChangeSubscription(this);
        ImmutableInterlocked.Update(ref _listeners, static (listeners, added) => listeners.Add(added), listener);
        return listener;
    }

    internal void Unsubscribe(ChangeSubscription listener) =>
        ImmutableInterlocked.Update(ref _listeners, static (listeners, gone) => listeners.Remove(gone), listener);

    internal void Publish(IReadOnlyCollection<Change> changes)
    {
        foreach (var listener in _listeners)
        {
            foreach (var change in changes)
            {
                listener.Publish(change);
            }
        }
    }

    /// <summary>Ends every listener, because changes may have been missed.</summary>
    internal void ResetSubscribers()
    {
        foreach (var listener in _listeners)
        {
            listener.End();
        }
    }
}
