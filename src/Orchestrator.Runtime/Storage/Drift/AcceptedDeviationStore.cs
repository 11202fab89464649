using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Drift;
using Orchestrator.ExternalResources;
using Orchestrator.Processes;
using Orchestrator.Storage.Audit;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;
using Orchestrator.Storage.Subscriptions;

namespace Orchestrator.Storage.Drift;

/// <summary>The differences that people have accepted.</summary>
internal sealed class AcceptedDeviationStore(
    IDbContextFactory<OrchestratorDbContext> databases,
    WriteTransactions transactions,
    StateKeyStore keys,
    DriftWriter drift,
    TimeProvider time
) : IDeviationReader
{
    public async ValueTask<AcceptedDeviations?> FindAsync(Guid subscriptionId, CancellationToken cancellationToken)
    {
        var found = new List<StoredDeviation>();
        await using (var database = await databases.CreateDbContextAsync(cancellationToken))
        {
            await using var command = await database.CommandAsync(
                """
                SELECT resource_id, path, difference_hash, accepted_by, reason, accepted_until FROM accepted_deviations
                WHERE subscription_id = @subscription AND ended_at IS NULL AND (accepted_until IS NULL OR accepted_until > @now)
                """,
                cancellationToken
            );
            command.With("subscription", subscriptionId).With("now", time.GetUtcNow());
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            var shown = new ShownRow(row);
            while (await row.ReadAsync(cancellationToken))
            {
                found.Add(
                    new(row.GetString(0), row.GetString(1), row.GetString(2), new(row.GetString(3), row.GetString(4), shown.FindTime(5)))
                );
            }
        }

        return found is [] ? null : new(found, new StateHasher(await keys.GetAsync(cancellationToken)));
    }

    /// <summary>Accepts a difference, in the place of what was accepted there before.</summary>
    /// <exception cref="ConflictException">Something else was found after the check.</exception>
    internal async Task AcceptAsync(
        SubscriptionDrift check,
        ResourceDrift resource,
        FoundDifference difference,
        AcceptedDeviation accepted,
        Caller user,
        CancellationToken cancellationToken
    )
    {
        var values = difference.HashValues(new StateHasher(await keys.GetAsync(cancellationToken)));
        var shown = difference.Shown with { Accepted = accepted };
        var subscriptionId = check.SubscriptionId;
        await transactions.RunAsync(
            async (database, token) =>
            {
                var now = time.GetUtcNow();
                _ = await SubscriptionLock.HoldRowAsync(database, subscriptionId, token);
                if (await FindCheckAsync(database, subscriptionId, token) != check.CheckedAt)
                {
                    throw new ConflictException(
                        "subscription_changed",
                        $"Subscription {subscriptionId} was compared again meanwhile, so nothing was accepted. Look at its "
                            + "differences, and accept one again."
                    );
                }

                foreach (var (id, other, path) in await DeviationRows.ListAsync(database, subscriptionId, token))
                {
                    if (other == resource.Id && path == shown.Path)
                    {
                        await DeviationRows.EndAsync(database, id, user.AuthenticatedName, now, token);
                    }
                }

                await new RowInsert(
                    "accepted_deviations",
                    ("deviation_id", Guid.CreateVersion7(now)),
                    ("subscription_id", subscriptionId),
                    ("resource_id", resource.Id),
                    ("resource_name", resource.Name),
                    ("path", shown.Path),
                    ("difference", JsonSerializer.Serialize(difference.Shown, StateJson.Options)),
                    ("difference_hash", values),
                    ("reason", accepted.Reason),
                    ("accepted_by", accepted.By),
                    ("accepted_at", now),
                    ("accepted_until", accepted.Until)
                ).InsertAsync(database, token);
                await drift.MarkAsync(database, subscriptionId, resource.Id, shown, now, token);
                await AuditAsync(database, AuditAction.AcceptDrift, subscriptionId, shown.Path, accepted.Reason, user, now, token);
                return true;
            },
            cancellationToken
        );
    }

    /// <summary>Withdraws the acceptance of a difference.</summary>
    /// <returns>False when none is accepted there.</returns>
    internal async Task<bool> WithdrawAsync(
        Guid subscriptionId,
        string resourceName,
        string path,
        string? reason,
        Caller user,
        CancellationToken cancellationToken
    ) =>
        await transactions.RunAsync(
            async (database, token) =>
            {
                var now = time.GetUtcNow();
                _ = await SubscriptionLock.HoldRowAsync(database, subscriptionId, token);
                if (await FindAsync(database, subscriptionId, resourceName, path, token) is not var (id, resource, difference))
                {
                    return false;
                }

                await DeviationRows.EndAsync(database, id, user.AuthenticatedName, now, token);
                await drift.MarkAsync(database, subscriptionId, resource, difference, now, token);
                await AuditAsync(database, AuditAction.WithdrawAcceptedDrift, subscriptionId, path, reason, user, now, token);
                return true;
            },
            cancellationToken
        );

    /// <summary>When the subscription was compared the last time; null when it never was.</summary>
    private static async Task<DateTimeOffset?> FindCheckAsync(
        OrchestratorDbContext database,
        Guid subscriptionId,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(
            "SELECT checked_at FROM external_drift WHERE subscription_id = @subscription",
            cancellationToken
        );
        await using var row = await command.With("subscription", subscriptionId).ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? new ShownRow(row).GetTime(0) : null;
    }

    private static async Task<(Guid Id, string Resource, Difference Difference)?> FindAsync(
        OrchestratorDbContext database,
        Guid subscriptionId,
        string resourceName,
        string path,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(
            """
            SELECT deviation_id, resource_id, difference FROM accepted_deviations
            WHERE subscription_id = @subscription AND ended_at IS NULL AND resource_name = @resource AND path = @path
            """,
            cancellationToken
        );
        command.With("subscription", subscriptionId).With("resource", resourceName).With("path", path);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? (row.GetStoredGuid(0), row.GetString(1), JsonSerializer.Deserialize<Difference>(row.GetString(2), StateJson.Options)!)
            : null;
    }

    private static Task AuditAsync(
        OrchestratorDbContext database,
        AuditAction action,
        Guid subscriptionId,
        string path,
        string? reason,
        Caller user,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        AuditLog.WriteAsync(
            database,
            user,
            new(action) { SubscriptionId = subscriptionId, Reason = path is "" ? reason : $"{path}: {reason}" },
            now,
            cancellationToken
        );
}
