using Orchestrator.Processes;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Processes;

/// <summary>
/// The address at which a process waits to be called, written in the transactions of its steps. A process has one at a time.
/// </summary>
internal static class ProcessCallbacks
{
    internal static async Task OpenAsync(
        OrchestratorDbContext database,
        Guid processId,
        CallbackToken token,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(
            """
            INSERT INTO process_callbacks (pid, token_hash, expires_at) VALUES (@pid, @hash, NULL)
            ON CONFLICT (pid) DO UPDATE SET token_hash = excluded.token_hash, expires_at = NULL
            """,
            cancellationToken
        );
        await command.With("pid", processId).With("hash", token.Hash).ExecuteNonQueryAsync(cancellationToken);
    }

    internal static async Task AwaitAsync(
        OrchestratorDbContext database,
        Guid processId,
        DateTimeOffset? expiresAt,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(
            "UPDATE process_callbacks SET expires_at = @expires WHERE pid = @pid",
            cancellationToken
        );
        await command.With("pid", processId).With("expires", expiresAt).ExecuteNonQueryAsync(cancellationToken);
    }

    internal static async Task CloseAsync(OrchestratorDbContext database, Guid processId, CancellationToken cancellationToken)
    {
        await using var command = await database.CommandAsync("DELETE FROM process_callbacks WHERE pid = @pid", cancellationToken);
        await command.With("pid", processId).ExecuteNonQueryAsync(cancellationToken);
    }
}
