using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Storage;
using Orchestrator.Storage.Processes;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.BulkOperations;

/// <summary>Reads and writes bulk operations.</summary>
internal sealed class BulkOperationStore(IDbContextFactory<OrchestratorDbContext> databases, WriteTransactions transactions)
{
    /// <summary>The code of what is thrown where an operation may not change anything more.</summary>
    internal const string Ended = "bulk_operation_ended";

    private const int MaxShown = 1_000;

    private const string Done = "done";
    private const string Refused = "refused";

    /// <summary>Counts the processes that one would be about.</summary>
    internal async Task<int> CountFoundAsync(
        BulkOperationKind kind,
        IReadOnlyList<FieldFilter> filters,
        ReadScope? scope,
        CancellationToken cancellationToken
    )
    {
        var conditions = ProcessFields.ToConditions(filters);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            $"SELECT COUNT(*) FROM processes p {Where(database, kind, conditions, scope)}",
            cancellationToken
        );
        return Convert.ToInt32(
            await ProcessFields.Bind(command, conditions, scope).ExecuteScalarAsync(cancellationToken),
            CultureInfo.InvariantCulture
        );
    }

    /// <summary>
    /// Writes what one is about, inside the transaction of its step: neither itself nor what was started after it, which no one has asked
    /// about.
    /// </summary>
    internal static async Task SelectAsync(
        OrchestratorDbContext database,
        Guid bulkId,
        BulkOperationKind kind,
        IReadOnlyList<FieldFilter> filters,
        ReadScope? scope,
        CancellationToken cancellationToken
    )
    {
        var conditions = ProcessFields.ToConditions(filters);
        await using var command = await database.CommandAsync(
            $"""
            INSERT INTO bulk_operation_items (pid, process_id)
            SELECT @bulk, p.pid FROM processes p {Where(database, kind, conditions, scope)} AND p.pid <> @bulk
              AND p.started_at <= (SELECT b.started_at FROM processes b WHERE b.pid = @bulk)
            """,
            cancellationToken
        );
        await ProcessFields.Bind(command, conditions, scope).With("bulk", bulkId).ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Reads the next processes that were not looked at yet.</summary>
    internal async Task<IReadOnlyList<Guid>> ReadToDoAsync(Guid bulkId, int limit, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            "SELECT process_id FROM bulk_operation_items WHERE pid = @pid AND outcome IS NULL ORDER BY process_id LIMIT @limit",
            cancellationToken
        );
        return await command.With("pid", bulkId).With("limit", limit).ReadAllAsync(static row => row.GetStoredGuid(0), cancellationToken);
    }

    /// <summary>Notes that a process was changed, inside the transaction that changes it.</summary>
    /// <exception cref="ConflictException">Another host has done it, or the operation was aborted: nothing may be kept.</exception>
    internal static async Task MarkDoneAsync(
        OrchestratorDbContext database,
        Guid bulkId,
        Guid processId,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(
            $"""
            UPDATE bulk_operation_items SET outcome = '{Done}'
            WHERE pid = @pid AND process_id = @process AND outcome IS NULL
              AND EXISTS (SELECT 1 FROM processes b WHERE b.pid = @pid AND b.last_status NOT IN ('completed', 'aborted'))
            """,
            cancellationToken
        );
        if (await command.With("pid", bulkId).With("process", processId).ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            throw new ConflictException(Ended, $"Task {bulkId} was aborted before it changed process {processId}.");
        }
    }

    /// <summary>Notes why a process was not changed.</summary>
    internal async Task RefuseAsync(Guid bulkId, Guid processId, string reason, CancellationToken cancellationToken) =>
        await transactions.RunCommandAsync<object>(
            async (database, token) =>
            {
                await using var command = await database.CommandAsync(
                    $"UPDATE bulk_operation_items SET outcome = '{Refused}', refusal = @refusal "
                        + "WHERE pid = @pid AND process_id = @process AND outcome IS NULL",
                    token
                );
                return await command
                    .With("pid", bulkId)
                    .With("process", processId)
                    .With("refusal", StorableText.Start(CallbackSecrets.Hide(reason), Limits.MaxRejectionLength))
                    .ExecuteNonQueryAsync(token);
            },
            cancellationToken
        );

    /// <summary>Counts what was done.</summary>
    internal async Task<BulkOperationCounts> CountAsync(Guid bulkId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await CountAsync(database, bulkId, cancellationToken);
    }

    /// <summary>Reads one with its process, as of one moment. Null when the process does not exist.</summary>
    internal async Task<ShownBulkOperation?> ShowAsync(Guid bulkId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await database.BeginReadAsync(cancellationToken);
        if (await ProcessReader.FindAsync(database, bulkId, cancellationToken) is not { } process)
        {
            return null;
        }

        await using var command = await database.CommandAsync(
            "SELECT process_id, refusal FROM bulk_operation_items "
                + $"WHERE pid = @pid AND outcome = '{Refused}' ORDER BY process_id LIMIT @limit",
            cancellationToken
        );
        return new(
            process,
            await CountAsync(database, bulkId, cancellationToken),
            await command
                .With("pid", bulkId)
                .With("limit", MaxShown)
                .ReadAllAsync(
                    static row => new BulkOperationRefusal(new ShownRow(row).GetGuid(0), new ShownRow(row).FindText(1) ?? ""),
                    cancellationToken
                )
        );
    }

    private static async Task<BulkOperationCounts> CountAsync(
        OrchestratorDbContext database,
        Guid bulkId,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(
            $"""
            SELECT count(*), count(*) FILTER (WHERE outcome = '{Done}'), count(*) FILTER (WHERE outcome = '{Refused}')
            FROM bulk_operation_items WHERE pid = @pid
            """,
            cancellationToken
        );
        var counts = await command
            .With("pid", bulkId)
            .ReadAllAsync(
                static row => new BulkOperationCounts(row.GetStoredNumber(0), row.GetStoredNumber(1), row.GetStoredNumber(2)),
                cancellationToken
            );
        return counts[0];
    }

    private static string Where(
        OrchestratorDbContext database,
        BulkOperationKind kind,
        IReadOnlyList<ProcessFields.Condition> conditions,
        ReadScope? scope
    ) =>
        $"{ProcessFields.Where(database, conditions, scope)} AND "
        + (kind == BulkOperationKind.Retry ? ProcessCommandStore.HasFailed("p") : "p.last_status NOT IN ('completed', 'aborted')");
}

/// <summary>A bulk operation as it is shown.</summary>
/// <param name="Process">Its process.</param>
/// <param name="Counts">How far it is.</param>
/// <param name="Refusals">The processes that were not changed.</param>
internal sealed record ShownBulkOperation(StoredProcess Process, BulkOperationCounts Counts, IReadOnlyList<BulkOperationRefusal> Refusals);
