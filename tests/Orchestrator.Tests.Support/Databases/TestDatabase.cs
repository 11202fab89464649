using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Storage;

namespace Orchestrator.Tests.Support;

/// <summary>
/// A core database of one test, deleted when it is disposed. It has its tables already: it is a copy of one that was migrated once per run.
/// </summary>
public abstract class TestDatabase : IDisposable
{
    private const string Variable = "ORCHESTRATOR_TEST_PROVIDER";

    /// <summary>The table that each host writes by itself, also while no one asks it for anything.</summary>
    public const string HostTable = "hosts";

    public abstract string ConnectionString { get; }

    /// <summary>The kind of this database, as the setting <c>Provider</c> names it.</summary>
    public string ProviderName => Provider.Name;

    internal abstract DatabaseProvider Provider { get; }

    /// <summary>
    /// Creates a database of the kind that this run is about: the environment variable <c>ORCHESTRATOR_TEST_PROVIDER</c> names it.
    /// </summary>
    public static TestDatabase New() => New(Environment.GetEnvironmentVariable(Variable));

    internal static TestDatabase New(string? kind) =>
        kind switch
        {
            null or "" or "sqlite" => new SqliteTestDatabase(),
            "postgresql" => new PostgreSqlTestDatabase(),
            _ => throw new InvalidOperationException(
                $"{Variable} is '{kind}', which is not a database of the tests. Set it to 'sqlite' or 'postgresql', or unset it for "
                    + "'sqlite'."
            ),
        };

    /// <summary>Adds what a host needs to use this kind of database.</summary>
    public abstract void Register(IOrchestratorBuilder builder);

    /// <summary>Lets contexts use this database.</summary>
    internal virtual void Configure(DbContextOptionsBuilder options) => Provider.Configure(options);

    /// <summary>Counts the transactions that write to this database.</summary>
    /// <param name="services">The services of the host whose transactions are counted.</param>
    internal abstract CommitLog CountCommits(IServiceCollection services);

    /// <summary>Records the statements of the contexts that are attached to the log.</summary>
    internal abstract StatementLog LogStatements();

    /// <summary>The SQL for a time that is some intervals from now.</summary>
    public abstract string TimeFromNow(params string[] intervals);

    /// <summary>The SQL for an id that is made of a number.</summary>
    public abstract string NumberedId(string number);

    /// <summary>Takes away a rule that the database keeps.</summary>
    public abstract void DropTrigger(string name, string table);

    /// <summary>How many transactions were refused because they waited for each other. It may end the connections of the hosts.</summary>
    public abstract int CountDeadlocks();

    /// <summary>Whether another program can write now: none stands still within a transaction.</summary>
    public abstract bool TakesWrites();

    /// <summary>Runs SQL on a connection of its own and returns the rows as text, truth as 1 and 0.</summary>
    public abstract IReadOnlyList<string> Query(string sql);

    public void Dispose()
    {
        Delete();
        GC.SuppressFinalize(this);
    }

    protected abstract void Delete();
}
