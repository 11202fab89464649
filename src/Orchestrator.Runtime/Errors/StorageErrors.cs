using System.Data.Common;

namespace Orchestrator;

/// <summary>
/// Distinguishes failures of the core database as a whole from other failures. Each kind of database has its own implementation.
/// </summary>
public abstract class StorageErrors
{
    internal StorageErrors() { }

    /// <summary>Returns the problem of the core database as a sentence, if it caused a failure.</summary>
    /// <param name="exception">The exception; the cause can be an inner exception.</param>
    /// <returns>The explanation; null if the database did not cause the failure.</returns>
    public StorageException? Explain(Exception exception) => exception as StorageException ?? Translate(exception);

    /// <summary>
    /// Translates a failure of the database, however deep it is; null when the exception is none, or is not about the database as a whole.
    /// </summary>
    internal StorageException? Translate(Exception exception, string? database = null) =>
        FailuresIn(exception).Select(failure => Describe(failure)).FirstOrDefault(static fault => fault is not null) is { } fault
            ? new(fault.Code, $"The core database{(database is null ? "" : $" '{database}'")} {fault.Sentence}", exception)
            : null;

    /// <summary>
    /// Whether the database has said that it rolled a transaction back for another writer's sake: what was in it may be tried again at
    /// once, because none of it is there. A full disk is not among these: it stays full, so the end of the lease is waited for.
    /// </summary>
    internal bool IsRolledBack(Exception exception) => FailuresIn(exception).Any(IsRolledBack);

    /// <summary>The code of a failure of the database as a whole, and what its message says after the database's name.</summary>
    internal abstract (string Code, string Sentence)? Describe(DbException failure);

    /// <summary>Whether a failure means that the transaction was rolled back for another writer's sake.</summary>
    internal abstract bool IsRolledBack(DbException failure);

    private protected static (string Code, string Sentence) Busy =>
        ("storage_busy", "is held by another writer. Try again; if it stays so, look for a program that keeps a transaction open.");

    private protected static (string Code, string Sentence) Full =>
        ("storage_full", "is full. Free disk space; what was committed is kept, and processes continue automatically.");

    private static IEnumerable<DbException> FailuresIn(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is DbException failure)
            {
                yield return failure;
            }
        }
    }
}
