using System.Data.Common;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Orchestrator.Storage.Processes;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Tests.Faults;

/// <summary>The dialect of a database that asks before it executes a command.</summary>
/// <param name="inner">The dialect.</param>
/// <param name="before">Gets the text of the command; it may throw.</param>
internal sealed class StoppingDialect(SqlDialect inner, Action<string> before) : SqlDialect
{
    internal override string RowLock => inner.RowLock;

    internal override string FreeRowLock => inner.FreeRowLock;

    internal override string ChangeLock => inner.ChangeLock;

    internal override string ReferenceLock => inner.ReferenceLock;

    internal override string ShareLock => inner.ShareLock;

    internal override string LeaseNow => inner.LeaseNow;

    internal override string LeaseEnd => inner.LeaseEnd;

    internal override StepLogWriter StepLog => inner.StepLog;

    internal override string? RefreshSearch => inner.RefreshSearch;

    internal override string Json(string parameter) => inner.Json(parameter);

    internal override string Place(string column) => inner.Place(column);

    internal override string Time(string parameter) => inner.Time(parameter);

    internal override string Id(string parameter) => inner.Id(parameter);

    internal override string JsonMember(string column, string member) => inner.JsonMember(column, member);

    internal override string JsonTexts(string parameter, string type) => inner.JsonTexts(parameter, type);

    internal override string SecondsBetween(string start, string end) => inner.SecondsBetween(start, end);

    internal override string IsLike(string text, string pattern) => inner.IsLike(text, pattern);

    internal override string Matches(string text, string pattern) => inner.Matches(text, pattern);

    internal override bool IsPatternRefused(DbException failure) => inner.IsPatternRefused(failure);

    internal override string Number(string text) => inner.Number(text);

    internal override string IsoText(string column) => inner.IsoText(column);

    internal override string Words(string text, bool isPrefix) => inner.Words(text, isPrefix);

    internal override string HasDifference(string column, Func<string, string> condition) => inner.HasDifference(column, condition);

    internal override string HasWords(string parameter, bool isPrefix) => inner.HasWords(parameter, isPrefix);

    internal override Task RebuildSearchAsync(OrchestratorDbContext database, CancellationToken cancellationToken) =>
        inner.RebuildSearchAsync(database, cancellationToken);

    internal override void Bind(DbParameter parameter, Guid? id) => inner.Bind(parameter, id);

    internal override void Bind(DbParameter parameter, DateTimeOffset? time) => inner.Bind(parameter, time);

    internal override void BindLeaseTime(Statement statement, TimeProvider time, TimeSpan? duration) =>
        inner.BindLeaseTime(statement, time, duration);

    internal override async Task<T> ExecuteAsync<T>(
        DbCommand command,
        Func<DbCommand, CancellationToken, Task<T>> execute,
        CancellationToken cancellationToken
    )
    {
        before(command.CommandText);
        return await inner.ExecuteAsync(command, execute, cancellationToken);
    }

    internal override async Task<DbDataReader> ExecuteReaderAsync(DbCommand command, CancellationToken cancellationToken)
    {
        before(command.CommandText);
        return await inner.ExecuteReaderAsync(command, cancellationToken);
    }

    internal override Task<IDbContextTransaction> BeginReadAsync(DatabaseFacade database, CancellationToken cancellationToken) =>
        inner.BeginReadAsync(database, cancellationToken);

    internal override Task LockLeasesAsync(OrchestratorDbContext database, string processIds, CancellationToken cancellationToken) =>
        inner.LockLeasesAsync(database, processIds, cancellationToken);

    internal override RelationalTypeMapping? FindMapping(Type type) => inner.FindMapping(type);
}
