using System.Text.Json;
using Orchestrator.Dashboard.Shared;

namespace Orchestrator.Dashboard.Engine;

/// <summary>The answers to a form in words: <c>product: l2vpn, concurrency: 20</c>.</summary>
internal static class AnswerText
{
    /// <summary>Describes the answers to all pages; questions without an answer are left out.</summary>
    internal static string Of(IReadOnlyList<JsonElement> pages)
    {
        var text = string.Join("; ", pages.Select(Describe).Where(static page => page.Length > 0));
        return text.Length == 0 ? "none" : text;
    }

    private static string Describe(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => string.Join(
                ", ",
                value
                    .EnumerateObject()
                    .Select(static member => (member.Name, Text: Describe(member.Value)))
                    .Where(static member => member.Text.Length > 0)
                    .Select(static member => $"{member.Name.Replace('_', ' ')}: {member.Text}")
            ),
            JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Describe)),
            JsonValueKind.Null or JsonValueKind.Undefined => "",
            JsonValueKind.True => "yes",
            JsonValueKind.False => "no",
            _ => Display.Value(value),
        };
}
