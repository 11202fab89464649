namespace Orchestrator.Notifications;

/// <summary>
/// Publishes what has changed in the core database, on this host and, where the database can pass it on, on every other. Always after it
/// was committed, so that whoever then reads finds it; and a final change comes after the final status.
/// </summary>
public interface IChangeFeed
{
    /// <summary>Listens from now on.</summary>
    /// <returns>The listener. Dispose it to listen no longer.</returns>
    ChangeSubscription Subscribe();
}
