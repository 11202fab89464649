using System.Text.RegularExpressions;

namespace Orchestrator.Tests.Support;

/// <summary>How PostgreSQL plans a statement whose values it does not know, when it reads a table from end to end only if it has to.</summary>
internal static partial class PostgreSqlQueryPlan
{
    /// <inheritdoc cref="TestDatabase.FindWholeReads"/>
    internal static IReadOnlyList<string> FindWholeReads(Func<string, IReadOnlyList<string>> query, string statement)
    {
        var names = Parameter().Matches(statement).Select(static match => match.Value).Distinct(StringComparer.Ordinal).ToList();
        var numbered = Parameter().Replace(statement, match => $"${names.IndexOf(match.Value) + 1}");
        var values = names.Count == 0 ? "" : $"({string.Join(", ", names.Select(static _ => "NULL"))})";
        var plan = query(
            "SET enable_seqscan = off; SET enable_bitmapscan = off; SET plan_cache_mode = force_generic_plan; "
                + $"PREPARE explained AS {numbered}; EXPLAIN (COSTS OFF) EXECUTE explained{values}"
        );
        var partial = query("SELECT indexname FROM pg_indexes WHERE indexdef LIKE '% WHERE %'").ToHashSet();
        return
        [
            .. plan.Select((line, index) => FindTable(line, plan.ElementAtOrDefault(index + 1) ?? "", partial)).OfType<string>().Distinct(),
        ];
    }

    private static string? FindTable(string line, string next, HashSet<string> partial) =>
        Scan().Match(line) is { Success: true } scan
        && !next.Contains("Index Cond", StringComparison.Ordinal)
        && !partial.Contains(scan.Groups["index"].Value)
            ? scan.Groups["table"].Value
            : null;

    [GeneratedRegex("(?<!@)@[a-z]\\w*")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"(Seq Scan|Index (Only )?Scan( Backward)? using (?<index>\w+)) on (?<table>\w+)")]
    private static partial Regex Scan();
}
