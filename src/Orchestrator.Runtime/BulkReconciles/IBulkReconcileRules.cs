using System.Text.Json.Nodes;
using Orchestrator.Operations;
using Orchestrator.Storage.Processes;
using Orchestrator.Storage.Schema;

namespace Orchestrator.BulkReconciles;

/// <summary>What has to hold, besides the brakes, before one look at a bulk reconcile starts a reconcile.</summary>
internal interface IBulkReconcileRules
{
    /// <summary>Whether the time of the look is over: nothing more is begun in it.</summary>
    bool IsOver { get; }

    /// <summary>When anything may be started; null for now. Before that time, what decides about it can change as well.</summary>
    Task<DateTimeOffset?> FindOpeningAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Whether anything may be started now, inside the transaction that writes until when the bulk reconcile waits, also when the look is
    /// over. Who changes afterwards what decides about it finds the bulk reconcile waiting, and makes it due.
    /// </summary>
    Task<bool> MayStartAsync(OrchestratorDbContext database, CancellationToken cancellationToken);

    /// <summary>Says how the reconcile of a subscription is started.</summary>
    /// <exception cref="ConflictException">
    /// It is not started, for the reason that the exception says; with <see cref="BulkReconcileStore.NotNow"/> it is left for the next
    /// look.
    /// </exception>
    Task<RuledReconcile> PrepareAsync(Guid subscriptionId, CancellationToken cancellationToken);

    /// <summary>Writes down what the next look has to know.</summary>
    void Describe(JsonObject details);
}

/// <summary>How a reconcile is started under rules.</summary>
/// <param name="Start">What it is bound to.</param>
/// <param name="AlsoWrite">What the transaction that starts it writes as well.</param>
internal sealed record RuledReconcile(ReconcileStart Start, AlsoWrite AlsoWrite);
