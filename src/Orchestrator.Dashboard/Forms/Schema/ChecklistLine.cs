using System.Text.Json.Nodes;

namespace Orchestrator.Dashboard.Forms.Schema;

/// <summary>A line of a checklist.</summary>
/// <param name="Text">The text.</param>
/// <param name="Kind">What it is for: <c>checkbox</c>, <c>label</c>, …</param>
internal sealed record ChecklistLine(string Text, string Kind)
{
    /// <summary>The answer when all tasks are done.</summary>
    internal const string Accepted = "ACCEPTED";

    /// <summary>The answer before that.</summary>
    internal const string Incomplete = "INCOMPLETE";

    private const string Skip = "skip";

    internal bool IsTask => Kind == Skip || Kind.TrimStart('>').TrimEnd('?') == "checkbox";

    /// <summary>Whether it is a part of the task above it.</summary>
    internal bool IsPart => Kind.StartsWith('>');

    internal bool MustBeDone => IsTask && Kind != Skip && !Kind.EndsWith('?');

    internal string Caption => IsTask && !MustBeDone && Kind != Skip ? $"{Text} (if it applies)" : Text;

    internal static IReadOnlyList<ChecklistLine> Read(JsonArray data) =>
        [
            .. data.OfType<JsonArray>()
                .Where(static line => line.Count > 1)
                .Select(static line => new ChecklistLine(SchemaNode.Text(line[0]) ?? "", SchemaNode.Text(line[1]) ?? "info")),
        ];

    /// <summary>Whether a list is done: every task that must be, or the skip above those that are not.</summary>
    internal static bool AreDone(IReadOnlyList<ChecklistLine> lines, IReadOnlySet<int> done)
    {
        var skips = Enumerable.Range(0, lines.Count).Where(line => lines[line].Kind == Skip && done.Contains(line)).ToArray();
        var end = skips.Length > 0 ? skips[0] : lines.Count;
        return Enumerable.Range(0, end).All(line => !lines[line].MustBeDone || done.Contains(line));
    }
}
