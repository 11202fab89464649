namespace Orchestrator.Storage.Sql;

/// <summary>
/// Code that must not write to the core database, with all that it calls and starts: whatever service it has got hold of, the statement is
/// refused.
/// </summary>
internal static class ReadOnlyFlow
{
    private static readonly AsyncLocal<bool> Active = new();

    /// <summary>Refuses writes from here until it is disposed of.</summary>
    internal static IDisposable Begin()
    {
        Active.Value = true;
        return new Flow();
    }

    /// <summary>Lets a read pass.</summary>
    /// <exception cref="ReadOnlyFlowException">The flow is read-only, and the statement is not a query.</exception>
    internal static void Check(string sql)
    {
        if (
            Active.Value
            && !sql.StartsWith("SELECT", StringComparison.Ordinal)
            && !sql.StartsWith("WITH RECURSIVE", StringComparison.Ordinal)
        )
        {
            throw new ReadOnlyFlowException();
        }
    }

    private sealed class Flow : IDisposable
    {
        public void Dispose() => Active.Value = false;
    }
}

/// <summary>Something that only reads has tried to write.</summary>
internal sealed class ReadOnlyFlowException()
    : OrchestratorException(
        "check_wrote",
        "A check has tried to change the core database, which it must not. Read with services of the application, and change "
            + "things in a step."
    );
