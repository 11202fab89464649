using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Orchestrator.BulkReconciles;
using Orchestrator.Drift;
using Orchestrator.Operations;
using Orchestrator.Options;
using Orchestrator.Products;
using Orchestrator.Storage;
using Orchestrator.Storage.Drift;
using Orchestrator.Storage.Processes;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.BulkChecks;

/// <summary>Reads and writes bulk checks.</summary>
internal sealed class BulkCheckStore(
    IDbContextFactory<OrchestratorDbContext> databases,
    WriteTransactions transactions,
    BulkCheckGroups groups
)
{
    private const int MaxShown = 1_000;

    private const string Refused = "refused";

    private static readonly string UnfinishedChecks = BulkReconcileStore.Unfinished(
        $"w.name IN ('{BulkCheckWorkflow.Name}', '{BulkReconcileWorkflow.HealName}')"
    );

    /// <summary>Writes what one is about, inside the transaction of its step.</summary>
    internal static async Task CreateAsync(
        OrchestratorDbContext database,
        Guid processId,
        IReadOnlyCollection<Guid> subscriptionIds,
        CancellationToken cancellationToken
    )
    {
        await using var items = await database.CommandAsync(
            $"INSERT INTO bulk_check_items (pid, subscription_id) SELECT @pid, {database.Dialect.JsonTexts("@ids", "uuid")}",
            cancellationToken
        );
        await items.With("pid", processId).With("ids", JsonSerializer.Serialize(subscriptionIds)).ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Reads the next subscriptions that were not checked yet.</summary>
    internal async Task<IReadOnlyList<Guid>> ReadToCheckAsync(Guid processId, int limit, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            "SELECT subscription_id FROM bulk_check_items WHERE pid = @pid AND status IS NULL ORDER BY subscription_id LIMIT @limit",
            cancellationToken
        );
        return await command
            .With("pid", processId)
            .With("limit", limit)
            .ReadAllAsync(static row => row.GetStoredGuid(0), cancellationToken);
    }

    /// <summary>Reads which subscriptions the bulk checks that have not ended have still to check.</summary>
    internal async Task<IReadOnlyList<Guid>> ReadPendingAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            $"SELECT DISTINCT i.subscription_id FROM bulk_check_items i WHERE i.pid IN ({UnfinishedChecks}) AND i.status IS NULL",
            cancellationToken
        );
        return await command.ReadAllAsync(static row => row.GetStoredGuid(0), cancellationToken);
    }

    /// <summary>Finds a bulk check that has not ended and has still to check subscriptions of a product.</summary>
    internal async Task<Guid?> FindPendingCheckAsync(string product, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            $"""
            SELECT i.pid FROM bulk_check_items i
            JOIN subscriptions s ON s.subscription_id = i.subscription_id JOIN products r ON r.product_id = s.product_id
            WHERE i.pid IN ({UnfinishedChecks}) AND i.status IS NULL AND r.name = @product
            LIMIT 1
            """,
            cancellationToken
        );
        return await BulkReconcileItems.FirstAsync(command.With("product", product), cancellationToken);
    }

    /// <summary>Reads which subscriptions have drifted.</summary>
    internal async Task<IReadOnlyList<Guid>> ReadDriftedAsync(Guid processId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            $"SELECT subscription_id FROM bulk_check_items WHERE pid = @pid "
                + $"AND status = '{WireName.Of(DriftStatus.Drifted)}' ORDER BY subscription_id",
            cancellationToken
        );
        return await command.With("pid", processId).ReadAllAsync(static row => row.GetStoredGuid(0), cancellationToken);
    }

    /// <summary>Reads the resources of a subscription that have drifted.</summary>
    internal async Task<IReadOnlyList<ResourceDrift>> ReadResourcesAsync(
        Guid processId,
        Guid subscriptionId,
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            "SELECT resources FROM bulk_check_items WHERE pid = @pid AND subscription_id = @subscription AND resources IS NOT NULL",
            cancellationToken
        );
        await using var row = await command
            .With("pid", processId)
            .With("subscription", subscriptionId)
            .ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? DriftWriter.Read(row.GetString(0)) : [];
    }

    /// <summary>Stores what was found of a subscription.</summary>
    internal Task SaveAsync(Guid processId, Guid subscriptionId, SubscriptionDrift found, CancellationToken cancellationToken)
    {
        ResourceDrift[] drifted = [.. found.Resources.Where(static resource => resource.Status == DriftStatus.Drifted)];
        return WriteAsync(
            processId,
            subscriptionId,
            WireName.Of(found.Status),
            refusal: null,
            drifted is [] ? null : JsonSerializer.Serialize(drifted, StateJson.Options),
            cancellationToken
        );
    }

    /// <summary>Stores why a subscription was not checked.</summary>
    internal Task RefuseAsync(Guid processId, Guid subscriptionId, StartRejection refusal, CancellationToken cancellationToken) =>
        WriteAsync(processId, subscriptionId, Refused, refusal, resources: null, cancellationToken);

    /// <summary>Counts what was found.</summary>
    internal async Task<BulkCheckCounts> CountAsync(Guid processId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await CountAsync(database, processId, scope: null, cancellationToken);
    }

    /// <summary>
    /// Reads one with its process, as of one moment: of the subscriptions that the user sees. Null when the process does not exist.
    /// </summary>
    internal async Task<ShownBulkCheck?> ShowAsync(Guid processId, ReadScope? scope, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await database.BeginReadAsync(cancellationToken);
        if (await ProcessReader.FindAsync(database, processId, cancellationToken) is not { } process)
        {
            return null;
        }

        var counts = await CountAsync(database, processId, scope, cancellationToken);
        return new(
            process,
            counts,
            await ReadRefusalsAsync(database, processId, scope, cancellationToken),
            await groups.GetAsync(processId, scope, counts, () => GroupAsync(database, processId, scope, cancellationToken))
        );
    }

    private async Task WriteAsync(
        Guid processId,
        Guid subscriptionId,
        string status,
        StartRejection? refusal,
        string? resources,
        CancellationToken cancellationToken
    ) =>
        await transactions.RunCommandAsync<object>(
            async (database, token) =>
            {
                // What another host has found meanwhile, which had this bulk check before, is as good.
                await using var command = await database.CommandAsync(
                    """
                    UPDATE bulk_check_items SET status = @status, refusal = @refusal, locked_by = @owner, resources = @resources
                    WHERE pid = @pid AND subscription_id = @subscription AND status IS NULL
                    """,
                    token
                );
                command
                    .With("pid", processId)
                    .With("subscription", subscriptionId)
                    .With("status", status)
                    .With("refusal", refusal is null ? null : StorableText.Start(refusal.Reason, Limits.MaxRejectionLength))
                    .With("owner", refusal?.LockedBy);
                _ = resources is null ? command.With("resources", (string?)null) : command.WithJson("resources", resources);
                return await command.ExecuteNonQueryAsync(token);
            },
            cancellationToken
        );

    private static async Task<BulkCheckCounts> CountAsync(
        OrchestratorDbContext database,
        Guid processId,
        ReadScope? scope,
        CancellationToken cancellationToken
    )
    {
        await using var command = await CommandAsync(
            database,
            "SELECT i.status, count(*)",
            "TRUE",
            "GROUP BY i.status",
            processId,
            scope,
            cancellationToken
        );
        var counts = (
            await command.ReadAllAsync(
                static row => (Status: row.IsDBNull(0) ? "" : row.GetString(0), Count: row.GetInt32(1)),
                cancellationToken
            )
        ).ToDictionary(static status => status.Status, static status => status.Count, StringComparer.Ordinal);
        return new(
            counts.Values.Sum(),
            Of(WireName.Of(DriftStatus.NoDrift)),
            Of(WireName.Of(DriftStatus.Drifted)),
            Of(WireName.Of(DriftStatus.Unknown)),
            Of(WireName.Of(DriftStatus.Unsupported)),
            Of(Refused)
        );

        int Of(string status) => counts.GetValueOrDefault(status);
    }

    private static async Task<IReadOnlyList<BulkReconcileRefusal>> ReadRefusalsAsync(
        OrchestratorDbContext database,
        Guid processId,
        ReadScope? scope,
        CancellationToken cancellationToken
    )
    {
        await using var command = await CommandAsync(
            database,
            "SELECT i.subscription_id, i.refusal, i.locked_by",
            "i.refusal IS NOT NULL",
            "ORDER BY i.subscription_id LIMIT @limit",
            processId,
            scope,
            cancellationToken
        );
        return await command
            .With("limit", MaxShown)
            .ReadAllAsync(
                static row => new BulkReconcileRefusal(new ShownRow(row).GetGuid(0), row.GetString(1))
                {
                    LockedBy = new ShownRow(row).FindGuid(2),
                },
                cancellationToken
            );
    }

    private static async Task<IReadOnlyList<DriftGroup>> GroupAsync(
        OrchestratorDbContext database,
        Guid processId,
        ReadScope? scope,
        CancellationToken cancellationToken
    )
    {
        await using var command = await CommandAsync(
            database,
            "SELECT i.resources",
            "i.resources IS NOT NULL",
            "ORDER BY i.subscription_id",
            processId,
            scope,
            cancellationToken
        );
        var found = new DriftGroups();
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            found.Add(DriftWriter.Read(row.GetString(0)));
        }

        return found.Most();
    }

    private static async Task<Statement> CommandAsync(
        OrchestratorDbContext database,
        string select,
        string condition,
        string end,
        Guid processId,
        ReadScope? scope,
        CancellationToken cancellationToken
    )
    {
        var seen = scope is null
            ? ""
            : "AND EXISTS (SELECT 1 FROM subscriptions s WHERE s.subscription_id = i.subscription_id "
                + $"AND {Visibility.OfSubscription(database, "s")})";
        var command = await database.CommandAsync(
            $"{select} FROM bulk_check_items i WHERE i.pid = @pid AND {condition} {seen} {end}",
            cancellationToken
        );
        command.With("pid", processId);
        return scope is null ? command : command.With(scope);
    }
}

/// <summary>A bulk check as it is shown.</summary>
/// <param name="Process">Its process.</param>
/// <param name="Counts">What was found.</param>
/// <param name="Refusals">The subscriptions that could not be checked.</param>
/// <param name="Groups">The differences.</param>
internal sealed record ShownBulkCheck(
    StoredProcess Process,
    BulkCheckCounts Counts,
    IReadOnlyList<BulkReconcileRefusal> Refusals,
    IReadOnlyList<DriftGroup> Groups
);
