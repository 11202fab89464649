using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Storage.Schema;

namespace Orchestrator.Tests.Support;

/// <summary>Records every statement that is executed on a database, by any connection.</summary>
internal abstract class StatementLog
{
    private readonly ConcurrentQueue<string> _statements = new();

    internal IReadOnlyList<string> Statements => [.. _statements];

    /// <summary>The statements that write.</summary>
    internal IReadOnlyList<string> Writes =>
        [.. _statements.Where(static sql => IsWrite(sql, "INSERT") || IsWrite(sql, "UPDATE") || IsWrite(sql, "DELETE"))];

    /// <summary>Records the statements of contexts.</summary>
    internal abstract void Attach(DbContextOptionsBuilder options);

    /// <summary>Records the statements of a host.</summary>
    internal void Attach(IServiceCollection services) => services.ConfigureDbContext<OrchestratorDbContext>(Attach);

    internal void Clear() => _statements.Clear();

    protected void Add(string sql) => _statements.Enqueue(sql);

    private static bool IsWrite(string sql, string verb) => sql.StartsWith(verb, StringComparison.Ordinal);
}
