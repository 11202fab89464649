using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Drift;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;
using Orchestrator.Storage.Webhooks;

namespace Orchestrator.Storage.Drift;

/// <summary>
/// Writes what was found of a subscription, inside the caller's transaction. A status that differs from the one before is an entry of the
/// history, and webhooks receive drift that appears.
/// </summary>
internal sealed class DriftWriter(INotifications notifications)
{
    private static readonly string NoDrift = WireName.Of(DriftStatus.NoDrift);
    private static readonly string Drifted = WireName.Of(DriftStatus.Drifted);

    /// <summary>Writes what was compared now. What was accepted with other values ends.</summary>
    /// <param name="database">The context with the transaction.</param>
    /// <param name="subscriptionId">The subscription.</param>
    /// <param name="resources">What was found of each of its resources.</param>
    /// <param name="processId">The process that has found it; null for a check.</param>
    /// <param name="at">When it was found.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Since when the status is this one, and whether anything else was found than the last time.</returns>
    internal async Task<(DateTimeOffset Since, bool IsChanged)> WriteAsync(
        OrchestratorDbContext database,
        Guid subscriptionId,
        IReadOnlyList<ResourceDrift> resources,
        Guid? processId,
        DateTimeOffset at,
        CancellationToken cancellationToken
    )
    {
        var before = await FindAsync(database, subscriptionId, cancellationToken);
        return await WriteComparedAsync(database, subscriptionId, before, resources, processId, at, cancellationToken);
    }

    /// <summary>Writes that a difference is accepted, or no longer. Nothing was compared for it.</summary>
    /// <param name="database">The context with the transaction.</param>
    /// <param name="subscriptionId">The subscription.</param>
    /// <param name="resource">The identity of the resource.</param>
    /// <param name="difference">The difference.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    internal async Task MarkAsync(
        OrchestratorDbContext database,
        Guid subscriptionId,
        string resource,
        Difference difference,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (await FindAsync(database, subscriptionId, cancellationToken) is not { } before)
        {
            return;
        }

        ResourceDrift[] resources =
        [
            .. before.Resources.Select(found => found.Id == resource && found.IsCompared ? found.With(difference) : found),
        ];
        await WriteAsync(
            database,
            subscriptionId,
            before,
            resources,
            processId: null,
            isCompared: false,
            before.CheckedAt,
            now,
            cancellationToken
        );
    }

    /// <summary>
    /// Writes what a process has found of some resources; what is known of the others stays, and so does what a check has found after the
    /// process had read the resource. A difference whose acceptance has ended since counts again.
    /// </summary>
    internal async Task AddAsync(
        OrchestratorDbContext database,
        Guid subscriptionId,
        IReadOnlyList<ResourceDrift> found,
        Guid processId,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var stored = await FindAsync(database, subscriptionId, cancellationToken);
        var known = stored?.Resources ?? [];
        var left = found
            .Where(resource => known.All(other => other.Id != resource.Id || !other.IsNewerThan(processId, resource.ReadAt ?? now)))
            .ToDictionary(static resource => resource.Id, StringComparer.Ordinal);
        if (left.Count == 0)
        {
            return;
        }

        foreach (var resource in await WithoutEndedAsync(database, subscriptionId, [.. left.Values], cancellationToken))
        {
            left[resource.Id] = resource;
        }

        var at = left.Values.Select(resource => resource.ReadAt ?? now).Append(stored?.CheckedAt ?? DateTimeOffset.MinValue).Max();
        var resources = new List<ResourceDrift>();
        foreach (var resource in known)
        {
            resources.Add(left.Remove(resource.Id, out var newer) ? newer : resource);
        }

        resources.AddRange(found.Where(resource => left.ContainsKey(resource.Id)).Select(resource => left[resource.Id]));
        await WriteComparedAsync(database, subscriptionId, stored, resources, processId, at, cancellationToken);
    }

    /// <summary>What was found, without the mark of what a person has withdrawn since.</summary>
    private static async Task<IReadOnlyList<ResourceDrift>> WithoutEndedAsync(
        OrchestratorDbContext database,
        Guid subscriptionId,
        IReadOnlyList<ResourceDrift> found,
        CancellationToken cancellationToken
    )
    {
        if (found.All(static resource => resource.Differences.All(static difference => difference.Accepted is null)))
        {
            return found;
        }

        var accepted = (await DeviationRows.ListAsync(database, subscriptionId, cancellationToken))
            .Select(static deviation => (deviation.Resource, deviation.Path))
            .ToHashSet();
        return
        [
            .. found.Select(resource =>
                resource
                    .Differences.Where(difference => difference.Accepted is not null && !accepted.Contains((resource.Id, difference.Path)))
                    .Aggregate(resource, static (left, ended) => left.With(ended with { Accepted = null }))
            ),
        ];
    }

    /// <summary>Reads resources as they are stored; nothing where a newer version or a person has written something else.</summary>
    internal static IReadOnlyList<ResourceDrift> Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<IReadOnlyList<ResourceDrift>>(json, StateJson.Options) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>Which subscription has drifted, and where: the values that differ are read over HTTP, by those who may.</summary>
    private static async Task<JsonObject> DescribeAsync(
        OrchestratorDbContext database,
        Guid subscriptionId,
        IReadOnlyList<ResourceDrift> resources,
        Guid? processId,
        CancellationToken cancellationToken
    )
    {
        await using var read = await database.CommandAsync(
            "SELECT p.name, s.description, s.locked_by FROM subscriptions s JOIN products p ON p.product_id = s.product_id "
                + "WHERE s.subscription_id = @subscription",
            cancellationToken
        );
        await using var row = await read.With("subscription", subscriptionId).ExecuteReaderAsync(cancellationToken);
        var data = new JsonObject { ["subscription_id"] = subscriptionId };
        if (await row.ReadAsync(cancellationToken))
        {
            var shown = new ShownRow(row);
            data["product"] = row.GetString(0);
            data["description"] = shown.FindText(1);
            data["locked_by"] = shown.FindGuid(2);
        }

        data["process_id"] = processId;
        data["resources"] = new JsonArray([
            .. resources
                .Where(static resource => resource.Status == DriftStatus.Drifted)
                .Select(static resource => new JsonObject
                {
                    ["name"] = resource.Name,
                    ["system"] = resource.System,
                    ["difference_count"] = resource.DifferenceCount,
                }),
        ]);
        return data;
    }

    private async Task<(DateTimeOffset Since, bool IsChanged)> WriteComparedAsync(
        OrchestratorDbContext database,
        Guid subscriptionId,
        StoredDrift? before,
        IReadOnlyList<ResourceDrift> resources,
        Guid? processId,
        DateTimeOffset at,
        CancellationToken cancellationToken
    )
    {
        if (before is null or { HasAccepted: true })
        {
            await DeviationRows.EndOthersAsync(database, subscriptionId, resources, at, cancellationToken);
        }

        return await WriteAsync(
            database,
            subscriptionId,
            before,
            resources,
            processId,
            isCompared: true,
            checkedAt: at,
            at,
            cancellationToken
        );
    }

    private async Task<(DateTimeOffset Since, bool IsChanged)> WriteAsync(
        OrchestratorDbContext database,
        Guid subscriptionId,
        StoredDrift? before,
        IReadOnlyList<ResourceDrift> resources,
        Guid? processId,
        bool isCompared,
        DateTimeOffset checkedAt,
        DateTimeOffset at,
        CancellationToken cancellationToken
    )
    {
        var status = WireName.Of(ResourceDrift.StatusOf(resources));
        var json = JsonSerializer.Serialize(resources, StateJson.Options);
        var since = before?.Status == status ? before.Since : at;

        // Not by one look: drift that something else writes back is gone for a while after each correction.
        var stayedAway =
            isCompared
            && since != at
            && status == NoDrift
            && before is { Attempts: > 0 }
            && since + HealAttempts.WaitAfter(before.Attempts) <= at;
        await using var upsert = await database.CommandAsync(
            $"""
            INSERT INTO external_drift (subscription_id, status, checked_at, since, resources)
            VALUES (@subscription, @status, @checked, @since, @resources)
            ON CONFLICT (subscription_id) DO UPDATE
            SET status = excluded.status, checked_at = excluded.checked_at, since = excluded.since, resources = excluded.resources
                {(stayedAway ? $", {HealStore.Reset}" : "")}
            """,
            cancellationToken
        );
        upsert.With("subscription", subscriptionId).With("status", status).With("checked", checkedAt).With("since", since).With("at", at);
        await upsert.WithJson("resources", json).ExecuteNonQueryAsync(cancellationToken);
        if (before?.Status == status)
        {
            return (since, !IsSame(before.Resources, resources));
        }

        await using var entry = await database.CommandAsync(
            """
            INSERT INTO external_drift_history (entry_id, subscription_id, occurred_at, status, pid, resources)
            VALUES (@entry, @subscription, @at, @status, @pid, @resources)
            """,
            cancellationToken
        );
        entry.With("entry", Guid.CreateVersion7(at)).With("subscription", subscriptionId).With("at", at).With("status", status);
        await entry.With("pid", processId).WithJson("resources", json).ExecuteNonQueryAsync(cancellationToken);
        if (status == Drifted && notifications.AreWanted(NotificationType.DriftAppeared))
        {
            var data = await DescribeAsync(database, subscriptionId, resources, processId, cancellationToken);
            await notifications.WriteAsync(database, NotificationType.DriftAppeared, data, cancellationToken);
        }

        return (since, true);
    }

    private static bool IsSame(IReadOnlyList<ResourceDrift> before, IReadOnlyList<ResourceDrift> now) =>
        before.Count == now.Count && before.Zip(now).All(static pair => pair.First.IsSameAs(pair.Second));

    /// <summary>Reads what is stored, and lets no one else write it until the transaction ends.</summary>
    private static async Task<StoredDrift?> FindAsync(
        OrchestratorDbContext database,
        Guid subscriptionId,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(
            $"""
            SELECT d.status, d.since, d.checked_at, d.resources, d.attempts, {DeviationRows.AnyOf("d.subscription_id")}
            FROM external_drift d WHERE d.subscription_id = @subscription{database.Dialect.RowLock}
            """,
            cancellationToken
        );
        await using var row = await command.With("subscription", subscriptionId).ExecuteReaderAsync(cancellationToken);
        var shown = new ShownRow(row);
        return await row.ReadAsync(cancellationToken)
            ? new(row.GetString(0), shown.GetTime(1), shown.GetTime(2), Read(row.GetString(3)), row.GetStoredNumber(4), row.GetBoolean(5))
            : null;
    }

    /// <summary>What is stored of a subscription.</summary>
    /// <param name="Status">Its status.</param>
    /// <param name="Since">Since when the status is this one.</param>
    /// <param name="CheckedAt">When it was compared.</param>
    /// <param name="Resources">What was found.</param>
    /// <param name="Attempts">How often rounds have corrected it.</param>
    /// <param name="HasAccepted">Whether a difference of it is accepted.</param>
    private sealed record StoredDrift(
        string Status,
        DateTimeOffset Since,
        DateTimeOffset CheckedAt,
        IReadOnlyList<ResourceDrift> Resources,
        int Attempts,
        bool HasAccepted
    );
}
