namespace Orchestrator.ExternalResources;

/// <summary>Grants calls to external systems within the limits of each system.</summary>
internal interface IExternalSystems
{
    /// <summary>Waits until a call may begin.</summary>
    /// <param name="system">The external system; null for a resource that names none and so has no limits.</param>
    /// <param name="origin">Who calls.</param>
    /// <param name="cancellationToken">Cancels the wait; nothing of the limits is used then.</param>
    /// <returns>The permit, disposed of when the call has ended; null for a system without limits.</returns>
    ValueTask<IDisposable?> EnterAsync(string? system, CallOrigin origin, CancellationToken cancellationToken);
}
