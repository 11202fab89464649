namespace Orchestrator.Notifications;

/// <summary>Finds the subscriptions that processes have worked on: when a process ends, what is shown of them changes as well.</summary>
internal interface ILinkedSubscriptions
{
    /// <summary>Finds the subscriptions of some processes, each once.</summary>
    Task<IReadOnlyCollection<Guid>> FindAsync(IReadOnlyCollection<Guid> processIds, CancellationToken cancellationToken);
}
