namespace Orchestrator.Notifications;

/// <summary>
/// Publishes the changes in the core database by this host and, if the database supports it, those of all other hosts. A change is always
/// published after its commit, so that a subsequent read finds it, and the last change of a process comes after its final status.
/// </summary>
public interface IChangeFeed
{
    /// <summary>Subscribes to changes from now on.</summary>
    /// <returns>The subscription. Dispose it to unsubscribe.</returns>
    ChangeSubscription Subscribe();
}
