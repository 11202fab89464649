using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Orchestrator.Drift;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;
using Orchestrator.Storage.Subscriptions;

namespace Orchestrator.Storage.Drift;

/// <summary>Stores checks, each bound to the subscription as it was when the check began.</summary>
internal sealed class DriftStore(
    IDbContextFactory<OrchestratorDbContext> databases,
    WriteTransactions transactions,
    DriftWriter writer,
    IOptions<OrchestratorOptions> options,
    TimeProvider time
)
{
    /// <summary>Reads what a check is bound to.</summary>
    /// <exception cref="NotFoundException">The subscription does not exist.</exception>
    internal async Task<CheckBasis> ReadBasisAsync(Guid subscriptionId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await ReadBasisAsync(database, subscriptionId, cancellationToken);
    }

    /// <summary>Stores what a check has found, unless the subscription was changed, taken or given back meanwhile.</summary>
    /// <returns>The stored check; null when nothing was stored.</returns>
    internal async Task<SubscriptionDrift?> SaveAsync(
        Guid subscriptionId,
        CheckBasis basis,
        IReadOnlyList<ResourceDrift> resources,
        CancellationToken cancellationToken
    ) =>
        await transactions.RunAsync(
            async (database, token) =>
            {
                _ = await SubscriptionLock.HoldRowAsync(database, subscriptionId, token);
                if (await ReadBasisAsync(database, subscriptionId, token) != basis)
                {
                    return null;
                }

                // As exact as a database stores it, so that the answer is what a later reading gives.
                var now = time.GetUtcNow();
                now -= TimeSpan.FromTicks(now.Ticks % TimeSpan.TicksPerMicrosecond);
                ResourceDrift[] held = [.. resources.Select(resource => resource with { Holder = basis.HeldBy })];
                var (since, isChanged) = await writer.WriteAsync(database, subscriptionId, held, processId: null, now, token);
                return new SubscriptionDrift(subscriptionId, ResourceDrift.StatusOf(held), now, since, basis.LockedBy, held)
                {
                    IsHeld = !basis.InSync,
                    IsChanged = isChanged,
                };
            },
            cancellationToken
        );

    /// <summary>Deletes entries of the history that are too old; none if they are kept permanently.</summary>
    internal async Task DeleteOldAsync(CancellationToken cancellationToken)
    {
        var retention = options.Value.DriftRetention;
        if (retention != TimeSpan.Zero)
        {
            await transactions.DeleteOldAsync(
                "external_drift_history",
                "entry_id",
                "occurred_at",
                time.GetUtcNow() - retention,
                cancellationToken
            );
        }
    }

    private static async Task<CheckBasis> ReadBasisAsync(
        OrchestratorDbContext database,
        Guid subscriptionId,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(
            """
            SELECT s.version, s.insync, s.locked_by, p.last_status, p.last_modified_at,
                (SELECT count(*) + count(a.ended_at) FROM accepted_deviations a WHERE a.subscription_id = s.subscription_id)
            FROM subscriptions s LEFT JOIN processes p ON p.pid = s.locked_by
            WHERE s.subscription_id = @subscription
            """,
            cancellationToken
        );
        CheckBasis basis;
        await using (var reader = await command.With("subscription", subscriptionId).ExecuteReaderAsync(cancellationToken))
        {
            if (!await reader.ReadAsync(cancellationToken))
            {
                throw SubscriptionErrors.NotFound(subscriptionId);
            }

            var row = new ShownRow(reader);
            basis = new(
                reader.GetInt32(0),
                reader.GetBoolean(1),
                row.FindGuid(2),
                reader.IsDBNull(3) ? null : row.Get(3, ProcessStatus.Running),
                row.FindTime(4),
                reader.GetStoredNumber(5)
            );
        }

        return basis.InSync && await SubscriptionReservation.FindAsync(database, subscriptionId, cancellationToken) is { } reservedBy
            ? basis with
            {
                InSync = false,
                LockedBy = reservedBy.ProcessId,
                Holder = ProcessStatus.Created,
            }
            : basis;
    }
}

/// <summary>What a check is bound to. Every change of the subscription's row counts its version up, taking it and giving it back
/// included.</summary>
/// <param name="Version">The version of the subscription.</param>
/// <param name="InSync">Whether it is in sync.</param>
/// <param name="LockedBy">The process that holds it; null if there is none.</param>
/// <param name="Holder">What that process does; null when there is none.</param>
/// <param name="HolderChangedAt">When that process last did anything; null when there is none.</param>
/// <param name="Acceptances">How often a difference of it was accepted, and how often an acceptance ended.</param>
internal sealed record CheckBasis(
    int Version,
    bool InSync,
    Guid? LockedBy,
    ProcessStatus? Holder,
    DateTimeOffset? HolderChangedAt,
    int Acceptances
)
{
    /// <summary>The process that holds the subscription; null when none does.</summary>
    internal CheckHolder? HeldBy => LockedBy is { } process && HolderChangedAt is { } changed ? new(process, changed) : null;

    /// <summary>
    /// Whether a process works on the subscription, so that what external systems hold is about to change. One that has failed, or waits
    /// for a person, does not until someone does something about it.
    /// </summary>
    internal bool IsBeingChanged =>
        !InSync
        && Holder
            is not (
                null
                or ProcessStatus.Failed
                or ProcessStatus.ApiUnavailable
                or ProcessStatus.InconsistentData
                or ProcessStatus.Suspended
                or ProcessStatus.Aborted
                or ProcessStatus.Completed
            );
}
