using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Processes;

/// <summary>The one row of <c>engine_settings</c> that says whether the engine is paused.</summary>
internal static class PauseSwitch
{
    /// <exception cref="EngineLockedException">The engine is paused.</exception>
    internal static async Task ThrowIfPausedAsync(OrchestratorDbContext database, CancellationToken cancellationToken)
    {
        await using var command = await database.CommandAsync("SELECT 1 FROM engine_settings WHERE global_lock", cancellationToken);
        if (await command.ExecuteScalarAsync(cancellationToken) is not null)
        {
            throw new EngineLockedException();
        }
    }
}
