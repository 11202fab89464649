using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Orchestrator.Storage.Processes;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Sqlite;

/// <summary>
/// SQLite has one writer at a time, so nothing needs a lock of its own. It has neither ids nor times: they are text of fixed width, which
/// sorts and compares as they should. JSON is text.
/// </summary>
internal sealed partial class SqliteDialect : SqlDialect
{
    private readonly StoredNumberMapping _number = new();

    internal override string RowLock => "";

    internal override string FreeRowLock => "";

    internal override string ChangeLock => "";

    internal override string ReferenceLock => "";

    internal override string ShareLock => "";

    internal override string LeaseNow => "@lease_now";

    internal override string LeaseEnd => "@lease_end";

    internal override StepLogWriter StepLog { get; } = new SqliteStepLog();

    internal override string Json(string parameter) => parameter;

    /// <summary>A column keeps whatever kind of value it is given, and the order of a column has all kinds: no other form has it.</summary>
    internal override string Place(string column) => column;

    internal override string Time(string parameter) => parameter;

    internal override string Id(string parameter) => parameter;

    internal override string JsonMember(string column, string member) =>
        $"CASE WHEN json_valid({column}) THEN CAST(json_extract({column}, '$.{member}') AS text) END";

    internal override string HasDifference(string column, Func<string, string> condition)
    {
        const string text =
            "replace((r.value->>'$.name') || ' / ' || (x.value->>'$.path') || ': ' || (x.value->'$.desired') || ' -> ' "
            + "|| (x.value->'$.actual'), '\"', '''')";
        return $"EXISTS (SELECT 1 FROM json_each({column}) r, json_each(r.value, '$.differences') x "
            + $"WHERE x.value->'$.accepted' IS NULL AND {condition(text)})";
    }

    internal override string JsonTexts(string parameter, string type) => $"value FROM json_each({parameter})";

    internal override string SecondsBetween(string start, string end) => $"(julianday({end}) - julianday({start})) * 86400";

    /// <summary>LIKE ignores case.</summary>
    internal override string IsLike(string text, string pattern) => $"{text} LIKE {pattern} ESCAPE '\\'";

    internal override string Matches(string text, string pattern) => $"{SqliteConnectionSettings.MatchesFunction}({text}, {pattern})";

    internal override string Number(string text) => $"{SqliteConnectionSettings.NumberFunction}({text})";

    /// <summary>It is stored so.</summary>
    internal override string IsoText(string column) => column;

    /// <summary>In quotation marks, FTS5 takes a text apart as it has taken apart those of its index.</summary>
    internal override string Words(string text, bool isPrefix) =>
        $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"{(isPrefix ? " *" : "")}";

    internal override string HasWords(string parameter, bool isPrefix) =>
        $"id IN (SELECT rowid FROM search_words WHERE search_words MATCH {parameter})";

    internal override string RefreshSearch => SqliteSearch.Refresh;

    internal override Task RebuildSearchAsync(OrchestratorDbContext database, CancellationToken cancellationToken) =>
        SqliteSearch.RebuildAsync(database, cancellationToken);

    internal override void Bind(DbParameter parameter, Guid? id) => parameter.Value = id is { } value ? Text(value) : DBNull.Value;

    internal override void Bind(DbParameter parameter, DateTimeOffset? time) =>
        parameter.Value = time is { } value ? Text(value) : DBNull.Value;

    internal override void BindLeaseTime(Statement statement, TimeProvider time, TimeSpan? duration)
    {
        var now = time.GetUtcNow();
        statement.With("lease_now", now);
        if (duration is { } length)
        {
            statement.With("lease_end", now + length);
        }
    }

    internal override Task<T> ExecuteAsync<T>(
        DbCommand command,
        Func<DbCommand, CancellationToken, Task<T>> execute,
        CancellationToken cancellationToken
    ) => SqliteInterruption.ExecuteAsync(command, execute, cancellationToken);

    internal override Task<DbDataReader> ExecuteReaderAsync(DbCommand command, CancellationToken cancellationToken) =>
        SqliteInterruption.ExecuteReaderAsync(command, cancellationToken);

    internal override async Task<IDbContextTransaction> BeginReadAsync(DatabaseFacade database, CancellationToken cancellationToken)
    {
        await database.OpenConnectionAsync(cancellationToken);
        var connection = (SqliteConnection)database.GetDbConnection();
        return (await database.UseTransactionAsync(connection.BeginTransaction(deferred: true), cancellationToken))!;
    }

    internal override Task LockLeasesAsync(OrchestratorDbContext database, string processIds, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    internal override RelationalTypeMapping? FindMapping(Type type) => type == typeof(int) ? _number : null;

    internal override void Configure(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<Guid>().HaveConversion<GuidText>();
        conventions.Properties<DateTimeOffset>().HaveConversion<TimeText>();
    }

    /// <summary>A trigger counts the versions of these rows after the statement has returned them, so they are read again.</summary>
    internal override void Configure(ModelBuilder model)
    {
        model.Entity<SubscriptionEntity>().ToTable(static table => table.UseSqlReturningClause(false));
        model.Entity<SubscriptionCustomerDescriptionEntity>().ToTable(static table => table.UseSqlReturningClause(false));
    }

    /// <summary>The number that a text is.</summary>
    internal static double? ReadNumber(string? text) =>
        text is not null && NumberText().IsMatch(text) ? double.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>
    /// The matcher of a pattern. To .NET, <c>$</c> also stands before a line break at the end, which to other databases is part of the
    /// text.
    /// </summary>
    internal static Regex ReadPattern(string pattern) =>
        new(
            AnchorsAtEnd().Replace(pattern, static part => part.Value == "$" ? @"\z" : part.Value),
            RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline
        );

    /// <summary>Escaped characters and classes, in which <c>$</c> is a sign, and <c>$</c>.</summary>
    [GeneratedRegex(@"\\.|\[(?:\\.|[^\]\\])*\]|[$]", RegexOptions.Singleline)]
    private static partial Regex AnchorsAtEnd();

    [GeneratedRegex($@"^({NumberPattern})\z")]
    private static partial Regex NumberText();

    private static string Text(Guid id) => id.ToString("D");

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(StoredValues.TimeFormat, CultureInfo.InvariantCulture);

    private static Guid ReadId(string text) => Guid.TryParse(text, out var id) ? id : Guid.Empty;

    // A value that cannot be read must not hide the other rows of a result: it gets one that no row has.
    private sealed class GuidText() : ValueConverter<Guid, string>(static id => Text(id), static text => ReadId(text));

    private sealed class TimeText()
        : ValueConverter<DateTimeOffset, string>(static time => Text(time), static text => StoredValues.ReadTime(text));
}
