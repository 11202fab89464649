namespace Orchestrator.Tests.Support;

/// <summary>Counts the transactions that write to a database, where the database itself commits them.</summary>
internal abstract class CommitLog
{
    internal abstract int Count { get; }
}
