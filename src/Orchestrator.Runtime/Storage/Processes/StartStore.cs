using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Orchestrator.Options;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Processes;

/// <summary>Remembers the starts that clients may repeat.</summary>
internal sealed class StartStore(
    IDbContextFactory<OrchestratorDbContext> databases,
    WriteTransactions transactions,
    IOptions<OrchestratorOptions> options,
    TimeProvider time
)
{
    /// <summary>Starts something, unless it was started already under its key.</summary>
    /// <param name="start">What is started.</param>
    /// <param name="makeAsync">Starts it, and writes what it is given in the same transaction.</param>
    /// <param name="cancellationToken">Gives up before it is started.</param>
    /// <returns>The id of what was started first under this key.</returns>
    /// <exception cref="ConflictException">Something else was started under the same key.</exception>
    internal async Task<Guid> StartOnceAsync(
        RepeatableStart start,
        Func<AlsoWrite, Task<Guid>> makeAsync,
        CancellationToken cancellationToken
    )
    {
        // Before anything that the first start has changed is looked at: its own subscription is out of sync by now.
        if (await FindAsync(start, cancellationToken) is { } known)
        {
            return known;
        }

        try
        {
            return await makeAsync((database, id, token) => RememberAsync(database, start, id, token));
        }
        catch (OrchestratorException)
        {
            // Refused, perhaps, because of a start with this key that was made meanwhile.
            if (await FindAsync(start, cancellationToken) is { } first)
            {
                return first;
            }

            throw;
        }
    }

    /// <summary>Finds the process that a start has made; null when there was none, or too long ago.</summary>
    /// <exception cref="ConflictException">Something else was started under the same key.</exception>
    private async Task<Guid?> FindAsync(RepeatableStart start, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            "SELECT pid, request_hash FROM process_starts WHERE key_hash = @key AND created_at >= @oldest",
            cancellationToken
        );
        await using var row = await command.With("key", start.KeyHash).With("oldest", Oldest).ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken))
        {
            return null;
        }

        return row.GetString(1) == start.RequestHash
            ? row.GetStoredGuid(0)
            : throw new ConflictException(
                "idempotency_key_taken",
                $"The key '{start.Key}' was used for another start. Use a new key for each start, and the same one only to repeat it."
            );
    }

    /// <summary>Remembers a start, inside the transaction that makes its process. One that is too old makes room.</summary>
    /// <exception cref="ConflictException">Someone was faster with the same key.</exception>
    private async Task RememberAsync(
        OrchestratorDbContext database,
        RepeatableStart start,
        Guid processId,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(
            """
            INSERT INTO process_starts (key_hash, request_hash, pid, created_at) VALUES (@key, @hash, @pid, @now)
            ON CONFLICT (key_hash) DO UPDATE SET request_hash = excluded.request_hash, pid = excluded.pid, created_at = excluded.created_at
            WHERE process_starts.created_at < @oldest
            """,
            cancellationToken
        );
        command
            .With("key", start.KeyHash)
            .With("hash", start.RequestHash)
            .With("pid", processId)
            .With("now", time.GetUtcNow())
            .With("oldest", Oldest);
        if (await command.ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            throw new ConflictException(
                "start_repeated",
                $"A start with the key '{start.Key}' was made just now. Repeat the request to see its process."
            );
        }
    }

    /// <summary>Deletes keys that are too old. One that is used again in the meantime is no longer old.</summary>
    internal Task DeleteOldAsync(CancellationToken cancellationToken) =>
        transactions.DeleteOldAsync("process_starts", "key_hash", "created_at", Oldest, cancellationToken);

    private DateTimeOffset Oldest => time.GetUtcNow() - options.Value.IdempotencyRetention;
}

/// <summary>A start that its client may repeat.</summary>
/// <param name="Key">What the client calls this start.</param>
/// <param name="KeyHash">A hash of who is signed in and the key: a key is a client's own, and tells no one else anything.</param>
/// <param name="RequestHash">A hash of what is started.</param>
internal sealed record RepeatableStart(string Key, string KeyHash, string RequestHash)
{
    /// <exception cref="InvalidRequestException">The key is empty, too long, or has characters that cannot be seen.</exception>
    internal static RepeatableStart Of(Caller user, string key, string workflowName, IReadOnlyList<JsonElement> pages) =>
        Of(user, key, [workflowName, .. pages.Select(static page => page.GetRawText())]);

    /// <param name="user">Who is signed in.</param>
    /// <param name="key">What the client calls this start.</param>
    /// <param name="request">What is started, in texts that are the same whenever it is.</param>
    /// <exception cref="InvalidRequestException">The key is empty, too long, or has characters that cannot be seen.</exception>
    internal static RepeatableStart Of(Caller user, string key, IEnumerable<string> request)
    {
        if (key.Length is 0 or > Limits.MaxNameLength || key.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new InvalidRequestException(
                "idempotency_key_invalid",
                $"An idempotency key has 1 to {Limits.MaxNameLength} visible ASCII characters and no spaces. A new UUID for each "
                    + "start is a good one."
            );
        }

        return new(key, Hash([key, user.AuthenticatedName]), Hash(request));
    }

    private static string Hash(IEnumerable<string> texts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', texts))));
}
