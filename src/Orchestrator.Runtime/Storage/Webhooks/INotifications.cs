using System.Text.Json.Nodes;
using Orchestrator.Storage.Schema;

namespace Orchestrator.Storage.Webhooks;

/// <summary>Tells webhooks of an event, in the transaction of what it tells.</summary>
internal interface INotifications
{
    /// <summary>Whether any webhook receives an event, so that what it says need not be read when none is.</summary>
    /// <param name="type">One of <see cref="NotificationType"/>.</param>
    bool AreWanted(string type);

    /// <summary>Writes a delivery for each webhook that receives the event. They are sent once the transaction is committed.</summary>
    /// <param name="database">The database, in a transaction.</param>
    /// <param name="type">One of <see cref="NotificationType"/>.</param>
    /// <param name="data">What has happened: ids, names and reasons, and nothing that is secret.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    Task WriteAsync(OrchestratorDbContext database, string type, JsonObject data, CancellationToken cancellationToken);
}
