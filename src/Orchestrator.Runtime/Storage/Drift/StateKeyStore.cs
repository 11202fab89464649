using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Storage.Processes;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Drift;

/// <summary>
/// The key under which the states of external resources are hashed. It is made once for each database, so that all hosts have the same one.
/// </summary>
internal sealed class StateKeyStore(IDbContextFactory<OrchestratorDbContext> databases)
{
    private byte[]? _key;

    /// <summary>Gets the key, and makes it when there is none.</summary>
    internal async ValueTask<byte[]> GetAsync(CancellationToken cancellationToken) => _key ??= await ReadAsync(cancellationToken);

    private async Task<byte[]> ReadAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using (
            var make = await database.CommandAsync("UPDATE engine_settings SET state_key = @key WHERE state_key IS NULL", cancellationToken)
        )
        {
            await make.With("key", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))).ExecuteNonQueryAsync(cancellationToken);
        }

        return (await database.ReadTextsAsync("SELECT state_key FROM engine_settings", cancellationToken)) is [var key]
            ? Convert.FromBase64String(key)
            : throw EngineSettingsStore.MissingRow();
    }
}
