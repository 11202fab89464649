using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Orchestrator.Storage.Processes;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.PostgreSql;

/// <summary>A server has many writers, so rows are locked, and the clock that all hosts share.</summary>
internal sealed class PostgreSqlDialect : SqlDialect
{
    private readonly StoredTimeMapping _time = new();

    internal override string RowLock => " FOR UPDATE";

    internal override string FreeRowLock => " FOR UPDATE SKIP LOCKED";

    internal override string ChangeLock => " FOR NO KEY UPDATE";

    internal override string ReferenceLock => " FOR KEY SHARE";

    internal override string ShareLock => " FOR SHARE";

    internal override string LeaseNow => "now()";

    internal override string LeaseEnd => "now() + @lease_seconds * interval '1 second'";

    internal override StepLogWriter StepLog { get; } = new PostgreSqlStepLog();

    internal override string Json(string parameter) => $"CAST({parameter} AS jsonb)";

    /// <summary>A cast to text would follow the session's DateStyle, whose other forms are not read back as what they were.</summary>
    internal override string Place(string column) => $"to_json({column}) #>> '{{}}'";

    internal override string Time(string parameter) => $"CAST({parameter} AS timestamptz)";

    internal override string Id(string parameter) => $"CAST({parameter} AS uuid)";

    internal override string JsonMember(string column, string member) => $"{column}->>'{member}'";

    /// <summary>As json and not jsonb: a value keeps the text with which it was written.</summary>
    internal override string HasDifference(string column, Func<string, string> condition)
    {
        const string text =
            "replace((r.value->>'name') || ' / ' || (x.value->>'path') || ': ' || CAST(x.value->'desired' AS text) || ' -> ' "
            + "|| CAST(x.value->'actual' AS text), '\"', '''')";
        return $"EXISTS (SELECT 1 FROM json_array_elements(CAST({column} AS json)) r(value) "
            + $"CROSS JOIN json_array_elements(r.value->'differences') x(value) WHERE x.value->'accepted' IS NULL AND {condition(text)})";
    }

    internal override string JsonTexts(string parameter, string type) =>
        $"CAST(value AS {type}) FROM jsonb_array_elements_text(CAST({parameter} AS jsonb))";

    internal override string SecondsBetween(string start, string end) =>
        $"CASE WHEN isfinite({end}) AND isfinite({start}) THEN EXTRACT(EPOCH FROM ({end} - {start})) END";

    internal override string IsLike(string text, string pattern) => $"{text} ILIKE {pattern}";

    internal override string Matches(string text, string pattern) => $"{text} ~ {pattern}";

    internal override string Number(string text) => $"CASE WHEN {text} ~ '^({NumberPattern})$' THEN CAST({text} AS double precision) END";

    internal override string IsoText(string column) => $"""to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')""";

    internal override bool IsPatternRefused(DbException failure) => failure.SqlState == PostgresErrorCodes.InvalidRegularExpression;

    internal override string Words(string text, bool isPrefix) => text;

    internal override string HasWords(string parameter, bool isPrefix) =>
        $"words @@ search_query({parameter}, {(isPrefix ? "TRUE" : "FALSE")})";

    internal override Task RebuildSearchAsync(OrchestratorDbContext database, CancellationToken cancellationToken) =>
        PostgreSqlSearch.RebuildAsync(database, cancellationToken);

    internal override void Bind(DbParameter parameter, Guid? id) =>
        (parameter.DbType, parameter.Value) = (DbType.Guid, id is { } value ? value : DBNull.Value);

    internal override void Bind(DbParameter parameter, DateTimeOffset? time) =>
        (parameter.DbType, parameter.Value) = (DbType.DateTimeOffset, time is { } value ? value.ToUniversalTime() : DBNull.Value);

    internal override void BindLeaseTime(Statement statement, TimeProvider time, TimeSpan? duration)
    {
        if (duration is { } length)
        {
            statement.With("lease_seconds", length.TotalSeconds);
        }
    }

    internal override RelationalTypeMapping? FindMapping(Type type) => type == typeof(DateTimeOffset) ? _time : null;

    internal override Task<IDbContextTransaction> BeginReadAsync(DatabaseFacade database, CancellationToken cancellationToken) =>
        database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);

    /// <summary>
    /// A lease is made where there is none: one that is acquired for the first time meanwhile would be met only when the process is locked
    /// already. One deletion at a time does so, for the row of a lease needs its process, which another deletion could take away. Who waits
    /// for a lease of these finds the process gone.
    /// </summary>
    internal override async Task LockLeasesAsync(OrchestratorDbContext database, string processIds, CancellationToken cancellationToken)
    {
        await database.ExecuteAsync(
            "SELECT pg_advisory_xact_lock(hashtextextended('orchestrator.process_deletion', 0))",
            cancellationToken
        );
        await using var leases = await database.CommandAsync(
            $"""
            INSERT INTO process_leases (pid, owner, token, expires_at, renewed_at, unlogged_attempts)
            SELECT pid, 'deleted', 0, @past, @past, 0 FROM processes WHERE pid IN (SELECT {JsonTexts("@ids", "uuid")}) ORDER BY pid
            ON CONFLICT (pid) DO UPDATE SET owner = process_leases.owner
            """,
            cancellationToken
        );
        await leases.With("ids", processIds).With("past", DateTimeOffset.UnixEpoch).ExecuteNonQueryAsync(cancellationToken);
    }

    internal override void Configure(ModelBuilder model)
    {
        const string json = "jsonb";
        CoreDefaults.AddTo(model.Model);
        model.Entity<ProcessStepEntity>().Property(static step => step.State).HasColumnType(json);
        model.Entity<InputStateEntity>().Property(static input => input.InputState).HasColumnType(json);
        model.Entity<SubscriptionMetadataEntity>().Property(static metadata => metadata.Metadata).HasColumnType(json);
    }
}
