using System.Text.RegularExpressions;

namespace Orchestrator.Tests.Support;

/// <summary>How SQLite plans a statement. Without statistics it takes every table for a large one.</summary>
internal static partial class SqliteQueryPlan
{
    /// <inheritdoc cref="SqliteTestDatabase.FindWholeReads"/>
    internal static IReadOnlyList<string> FindWholeReads(Func<string, IReadOnlyList<string>> query, string statement)
    {
        var partial = query("SELECT m.name FROM sqlite_master m WHERE m.type = 'index' AND m.sql LIKE '% WHERE %'").ToHashSet();
        var tables = query("SELECT m.name FROM sqlite_master m WHERE m.type = 'table'").ToHashSet();
        var aliases = Source()
            .Matches(statement)
            .ToLookup(static match => match.Groups["alias"].Value, static match => match.Groups["table"].Value, StringComparer.Ordinal);
        return
        [
            .. query($"EXPLAIN QUERY PLAN {statement}")
                .Select(static line => Scan().Match(line))
                .Where(match => match.Success && !partial.Contains(match.Groups["index"].Value))
                .SelectMany(match => aliases[match.Groups["alias"].Value].Append(match.Groups["alias"].Value))
                .Where(tables.Contains)
                .Distinct(),
        ];
    }

    [GeneratedRegex(@"\|SCAN (?<alias>\w+)\b(?! VIRTUAL TABLE)( USING (COVERING )?INDEX (?<index>\w+))?")]
    private static partial Regex Scan();

    [GeneratedRegex(@"\b(FROM|JOIN)\s+(?<table>\w+)\s+(AS\s+)?(?<alias>\w+)", RegexOptions.IgnoreCase)]
    private static partial Regex Source();
}
