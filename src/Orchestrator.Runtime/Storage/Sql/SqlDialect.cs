using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Orchestrator.Storage.Processes;
using Orchestrator.Storage.Schema;

namespace Orchestrator.Storage.Sql;

/// <summary>
/// What one kind of database says in another way than the others. All other SQL is the same for every database; shared code asks the
/// dialect of its context and never which database it has.
/// </summary>
internal abstract class SqlDialect
{
    /// <summary>
    /// The texts that are numbers: without leading zeros, and within what a floating-point number can be, because a database may fail at
    /// one that is not.
    /// </summary>
    private protected const string NumberPattern =
        "-?((0|[1-9][0-9]{0,99})([.][0-9]{1,100})?|[1-9]([.][0-9]{1,100})?[eE][+-]?([0-9]{1,2}|[12][0-9]{2}))";

    /// <summary>What follows a read of rows so that nothing else can change them before the transaction ends.</summary>
    internal abstract string RowLock { get; }

    /// <summary>Like <see cref="RowLock"/>, without the rows that others hold: nothing is waited for.</summary>
    internal abstract string FreeRowLock { get; }

    /// <summary>What follows a read of rows that are going to be changed: it locks them as their change does.</summary>
    internal abstract string ChangeLock { get; }

    /// <summary>
    /// What follows a read of rows that are going to be referred to: they may be changed meanwhile, and <see cref="RowLock"/> waits until
    /// the transaction ends.
    /// </summary>
    internal abstract string ReferenceLock { get; }

    /// <summary>
    /// The clause that locks the rows of a query in shared mode: other shared locks are allowed, and <see cref="RowLock"/> waits until the
    /// transaction ends.
    /// </summary>
    internal abstract string ShareLock { get; }

    /// <summary>
    /// Now, by the clock by which leases run: the server's, where hosts of several machines share one, so that no two of them disagree
    /// about what is over; the machine's for a file, whose hosts are all on it. The statement gets
    /// <see cref="Statement.WithLeaseTime(TimeProvider, TimeSpan?)"/>.
    /// </summary>
    internal abstract string LeaseNow { get; }

    /// <summary>When a lease that is acquired now expires.</summary>
    internal abstract string LeaseEnd { get; }

    /// <summary>Writes a step and its process.</summary>
    internal abstract StepLogWriter StepLog { get; }

    /// <summary>A parameter whose text is stored as JSON.</summary>
    internal abstract string Json(string parameter);

    /// <summary>
    /// A column of times or ids in a form that every stored value has, whatever the settings of a session, and that is the same value again
    /// as a parameter of <see cref="Time"/> or <see cref="Id"/>.
    /// </summary>
    internal abstract string Place(string column);

    /// <summary>A parameter that is of the form of <see cref="Place"/>, or a text, and is compared as a time.</summary>
    internal abstract string Time(string parameter);

    /// <summary>A parameter that is of the form of <see cref="Place"/>, or a text, and is compared as an id.</summary>
    internal abstract string Id(string parameter);

    /// <summary>A member of an object that a column has as JSON, as text; null when it has none, or is not JSON.</summary>
    internal abstract string JsonMember(string column, string member);

    /// <summary>
    /// Whether a column that has what was found of external resources has a difference that is not accepted and whose text, as
    /// <see cref="Orchestrator.Drift.DriftGroup.ToQuery"/> writes it, meets a condition.
    /// </summary>
    /// <param name="column">The column.</param>
    /// <param name="condition">Makes the condition on a text.</param>
    internal abstract string HasDifference(string column, Func<string, string> condition);

    /// <summary>
    /// The end of a SELECT list that has a row for each text of a parameter that is an array in JSON: however many there are, it is one
    /// parameter.
    /// </summary>
    internal abstract string JsonTexts(string parameter, string type);

    /// <summary>The seconds from one time to another; null where they cannot be told.</summary>
    internal abstract string SecondsBetween(string start, string end);

    /// <summary>Whether a text is like a pattern with the wildcards of LIKE, escaped by a backslash, in any case.</summary>
    internal abstract string IsLike(string text, string pattern);

    /// <summary>Whether a pattern that <see cref="Orchestrator.Search.SearchPattern"/> has written occurs in a text.</summary>
    internal abstract string Matches(string text, string pattern);

    /// <summary>Whether a failure says that a pattern is more than the database takes.</summary>
    internal virtual bool IsPatternRefused(DbException failure) => false;

    /// <summary>The number that a text is; null for a text that <see cref="NumberPattern"/> does not describe.</summary>
    internal abstract string Number(string text);

    /// <summary>A column of times as a text: in ISO form, in UTC, with six decimals.</summary>
    internal abstract string IsoText(string column);

    /// <summary>What <see cref="HasWords"/> compares with for some words that occur in a row.</summary>
    /// <param name="text">The words; there is a letter or digit in it.</param>
    /// <param name="isPrefix">Whether the last one may continue.</param>
    internal abstract string Words(string text, bool isPrefix);

    /// <summary>Whether a row of <c>search_texts</c> has the words of a parameter; its index is used.</summary>
    internal abstract string HasWords(string parameter, bool isPrefix);

    /// <summary>Makes the index of words again from what is stored.</summary>
    internal abstract Task RebuildSearchAsync(OrchestratorDbContext database, CancellationToken cancellationToken);

    /// <summary>
    /// Makes again what the index of words has of the subscriptions of the process <c>@process</c>. Null where the server itself keeps the
    /// index of each row, so that the two cannot differ.
    /// </summary>
    internal virtual string? RefreshSearch => null;

    /// <summary>Gives a parameter an id as the model writes it.</summary>
    internal abstract void Bind(DbParameter parameter, Guid? id);

    /// <summary>Gives a parameter a time as the model writes it.</summary>
    internal abstract void Bind(DbParameter parameter, DateTimeOffset? time);

    /// <summary>Gives a statement what <see cref="LeaseNow"/> and, with a duration, <see cref="LeaseEnd"/> ask for.</summary>
    internal abstract void BindLeaseTime(Statement statement, TimeProvider time, TimeSpan? duration);

    /// <summary>Executes a command; one that is cancelled meanwhile ends as any other cancelled operation does.</summary>
    internal virtual Task<T> ExecuteAsync<T>(
        DbCommand command,
        Func<DbCommand, CancellationToken, Task<T>> execute,
        CancellationToken cancellationToken
    ) => execute(command, cancellationToken);

    /// <summary>Executes a query; while its rows are read, it can be cancelled in the same way.</summary>
    internal virtual Task<DbDataReader> ExecuteReaderAsync(DbCommand command, CancellationToken cancellationToken) =>
        command.ExecuteReaderAsync(cancellationToken);

    /// <summary>Begins a transaction that only reads: all its reads see the database as of one moment, and it holds up no writer.</summary>
    internal abstract Task<IDbContextTransaction> BeginReadAsync(DatabaseFacade database, CancellationToken cancellationToken);

    /// <summary>
    /// Locks the leases of processes that are about to be deleted, before their rows are: in the order in which a step that is being
    /// committed locks them.
    /// </summary>
    /// <param name="database">The database, in a transaction.</param>
    /// <param name="processIds">An array of ids in JSON.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    internal abstract Task LockLeasesAsync(OrchestratorDbContext database, string processIds, CancellationToken cancellationToken);

    /// <summary>
    /// How the model reads and writes a type whose stored values the library would not all read: one such value would hide every other row
    /// of its result. Null where the library reads all.
    /// </summary>
    internal abstract RelationalTypeMapping? FindMapping(Type type);

    /// <summary>Says how the model's types are stored where the database has none of their kind.</summary>
    internal virtual void Configure(ModelConfigurationBuilder conventions) { }

    /// <summary>Gives the columns their types where the database has better ones than the model's.</summary>
    internal virtual void Configure(ModelBuilder model) { }
}
