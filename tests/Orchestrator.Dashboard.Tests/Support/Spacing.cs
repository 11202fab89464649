using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;

namespace Orchestrator.Dashboard.Tests.Support;

/// <summary>
/// Finds words that run into each other. Razor leaves out the space between a text and a block of code, such as <c>@if</c>, so a page
/// that reads well as source says "held byprocess 1".
/// </summary>
internal static class Spacing
{
    private static readonly HashSet<string> Inline = new(
        ["a", "code", "em", "kbd", "span", "strong", "time"],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>The words that run into each other, with some text around them.</summary>
    internal static IReadOnlyList<string> FindTouchingWords<T>(IRenderedComponent<T> component)
        where T : IComponent
    {
        var found = new List<string>();
        foreach (var node in component.Nodes)
        {
            Read(node, "", found);
        }

        return found;
    }

    /// <summary>Reads on from a text, and gives the text that stands before what follows on the same line.</summary>
    private static string Read(INode node, string before, List<string> found)
    {
        if (node is IText || node is IElement { LocalName: "code" })
        {
            // The parts of a name in code belong together.
            var text = node.TextContent;
            if (text.Length == 0)
            {
                return before;
            }

            if (before.Length > 0 && EndsWord(before[^1]) && char.IsLetterOrDigit(text[0]))
            {
                found.Add($"{before.Trim()}|{text.Trim()}");
            }

            return text;
        }

        if (node is not IElement element)
        {
            return before;
        }

        var isInline = Inline.Contains(element.LocalName);
        var last = isInline ? before : "";
        foreach (var child in element.ChildNodes)
        {
            last = Read(child, element.ClassList.Contains("d-flex") ? "" : last, found);
        }

        return isInline ? last : "";
    }

    private static bool EndsWord(char character) => char.IsLetterOrDigit(character) || character is '.' or ',' or ':' or ';' or ')';
}
