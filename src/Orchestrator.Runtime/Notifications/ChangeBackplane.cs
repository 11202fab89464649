namespace Orchestrator.Notifications;

/// <summary>
/// Passes changes on between hosts. This one does not: a database that is one file has its hosts on one machine, and each publishes what it
/// does itself.
/// </summary>
internal class ChangeBackplane
{
    /// <summary>Whether other hosts listen.</summary>
    internal virtual bool IsShared => false;

    /// <summary>Completes when this host listens to the others, or when its first attempt has failed.</summary>
    internal virtual Task Tried => Task.CompletedTask;

    /// <summary>
    /// Notifies the other hosts. Returns when more may be sent, which can be a while later; what changes until then is sent together.
    /// </summary>
    internal virtual Task SendAsync(IReadOnlyCollection<Change> changes, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Notifies the other hosts that this one has lost changes, so that their clients read everything again.</summary>
    internal virtual Task SendLossAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Listens to the other hosts until the host stops, or throws when the connection to them is lost; it is then called again.
    /// </summary>
    /// <param name="receive">Is given what they tell.</param>
    /// <param name="reset">Is called when some of what they sent may have been missed.</param>
    /// <param name="cancellationToken">Stops the listening.</param>
    internal virtual Task ReceiveAsync(Action<IReadOnlyCollection<Change>> receive, Action reset, CancellationToken cancellationToken) =>
        new TaskCompletionSource().Task.WaitAsync(cancellationToken);
}
