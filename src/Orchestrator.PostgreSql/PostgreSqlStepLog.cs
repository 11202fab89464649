using Orchestrator.Processes;
using Orchestrator.Storage.Processes;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.PostgreSql;

/// <summary>A step is one statement, and so one round trip to the server; without others it is a transaction.</summary>
internal sealed class PostgreSqlStepLog : StepLogWriter
{
    private const string LockLease = "SELECT pid FROM process_leases WHERE pid = @pid AND token = @token FOR UPDATE";

    internal override async Task<bool> LockLeaseAsync(
        OrchestratorDbContext database,
        ProcessLease lease,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(LockLease, cancellationToken);
        return await command.With("pid", lease.ProcessId).With("token", lease.Token).ExecuteScalarAsync(cancellationToken) is not null;
    }

    internal override async Task<bool?> WriteAsync(
        OrchestratorDbContext database,
        StepLogEntry entry,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var lease = LeaseUpdate(entry) is { } update ? $"{update} RETURNING pid" : LockLease;
        var removed = entry.Removes is null ? "" : $",\nremoved AS ({RemoveStep} AND EXISTS (SELECT 1 FROM process))";
        var step = entry.Replaces is null
            ? $"{StepRows.InsertInto} SELECT {StepRows.Values(database)} FROM process"
            : $"{StepRows.Replace(database)} AND EXISTS (SELECT 1 FROM process)";
        await using var command = await database.CommandAsync(
            $"""
            WITH lease AS ({lease}),
            process AS ({UpdateProcess} AND EXISTS (SELECT 1 FROM lease) RETURNING pid),
            step AS ({step} RETURNING stepid){removed}
            SELECT {IsPaused} FROM process
            """,
            cancellationToken
        );
        BindStep(BindProcess(command, entry), entry, now);
        return await command.ExecuteScalarAsync(cancellationToken) is bool paused ? paused : null;
    }
}
