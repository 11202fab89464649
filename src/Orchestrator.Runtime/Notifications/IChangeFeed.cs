namespace Orchestrator.Notifications;

/// <summary>
/// Publishes the changes in the core database that this host has made and, where the database can pass them on, those of every other host.
/// A change is always published after its commit, so that a subsequent read finds it, and the last change of a process comes after its
/// final status.
/// </summary>
public interface IChangeFeed
{
    /// <summary>Subscribes to changes from now on.</summary>
    /// <returns>The subscription. Dispose it to unsubscribe.</returns>
    ChangeSubscription Subscribe();
}
