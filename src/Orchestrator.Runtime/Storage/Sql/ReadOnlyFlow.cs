using System.Text.RegularExpressions;

namespace Orchestrator.Storage.Sql;

/// <summary>
/// Code that must not write to the core database, with all that it calls and starts: whatever service it has got hold of, the statement is
/// refused.
/// </summary>
internal static partial class ReadOnlyFlow
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
        if (Active.Value && !IsQuery(sql))
        {
            throw new ReadOnlyFlowException();
        }
    }

    /// <summary>A common table expression can write as well, and so can what follows it.</summary>
    private static bool IsQuery(string sql) =>
        sql.StartsWith("SELECT", StringComparison.Ordinal) || (sql.StartsWith("WITH ", StringComparison.Ordinal) && !Writes().IsMatch(sql));

    [GeneratedRegex(@"\b(INSERT|UPDATE|DELETE|MERGE)\b")]
    private static partial Regex Writes();

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
