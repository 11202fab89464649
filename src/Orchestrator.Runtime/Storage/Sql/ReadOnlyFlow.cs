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

    private static bool IsQuery(string sql) =>
        (sql.StartsWith("SELECT", StringComparison.Ordinal) || sql.StartsWith("WITH ", StringComparison.Ordinal)) && !Writes().IsMatch(sql);

    /// <summary>
    /// What makes a query write or hold rows or locks that others wait for: statements in its common table expressions or after it, the
    /// clauses <c>INTO</c>, <c>FOR UPDATE</c> and <c>FOR SHARE</c>, and functions. Looking at the words is enough, because every statement
    /// is a text of the engine's, with its keywords in capitals and values as parameters; a transaction that only reads would let
    /// <c>pg_notify</c> and advisory locks pass, and cost every read of a check more round trips.
    /// </summary>
    [GeneratedRegex(@"\b(INSERT|UPDATE|DELETE|MERGE|INTO|SHARE|nextval|setval|pg_notify|pg_(try_)?advisory\w*)\b")]
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
