namespace Orchestrator.ExternalResources;

/// <summary>Lets a call to an external system begin when the limits of the system allow it.</summary>
internal interface IExternalSystems
{
    /// <summary>Waits until a call may begin.</summary>
    /// <param name="system">The external system; null for a resource that names none, which is never limited.</param>
    /// <param name="origin">Who calls.</param>
    /// <param name="cancellationToken">Gives up; nothing of the limits is used then.</param>
    /// <returns>To be disposed of when the call has ended; null for a system that is not limited.</returns>
    ValueTask<IDisposable?> EnterAsync(string? system, CallOrigin origin, CancellationToken cancellationToken);
}
