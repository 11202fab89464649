using System.Collections.Immutable;

namespace Orchestrator.Notifications;

/// <summary>The listeners of this host.</summary>
internal sealed class ChangeFeed : IChangeFeed
{
    private ImmutableList<ChangeListener> _listeners = [];

    /// <summary>Whether anybody listens.</summary>
    internal bool IsHeard => !_listeners.IsEmpty;

    public ChangeListener Listen()
    {
        var listener = new ChangeListener(this);
        ImmutableInterlocked.Update(ref _listeners, static (listeners, added) => listeners.Add(added), listener);
        return listener;
    }

    internal void Forget(ChangeListener listener) => ImmutableInterlocked.Update(ref _listeners, static (listeners, gone) => listeners.Remove(gone), listener);

    internal void Tell(IReadOnlyCollection<Change> changes)
    {
        foreach (var listener in _listeners)
        {
            foreach (var change in changes)
            {
                listener.Tell(change);
            }
        }
    }

    /// <summary>Ends every listener, because changes may have been missed.</summary>
    internal void Lose()
    {
        foreach (var listener in _listeners)
        {
            listener.End();
        }
    }
}
