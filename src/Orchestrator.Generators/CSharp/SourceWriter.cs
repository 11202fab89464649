using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Orchestrator.Generators.CSharp;

/// <summary>Writes indented lines that end in <c>\n</c> wherever it runs.</summary>
internal sealed class SourceWriter
{
    /// <summary>Up to this many characters a list stays on one line.</summary>
    private const int MaxLineLength = 160;

    private readonly StringBuilder _text = new(4096);
    private int _depth;

    public SourceWriter Line(string line = "")
    {
        if (line.Length > 0)
        {
            _text.Append(' ', _depth * 4).Append(line);
        }

        _text.Append('\n');
        return this;
    }

    /// <summary>Writes items after what opens them: on the same line where they fit, otherwise several on a line each.</summary>
    /// <param name="before">What opens the list.</param>
    /// <param name="items">The items.</param>
    /// <param name="separator">What ends each item but the last.</param>
    /// <param name="after">What ends the list.</param>
    public SourceWriter List(string before, IReadOnlyList<string> items, string separator, string after)
    {
        var line = before + string.Join(separator.Length == 0 ? "" : separator + " ", items) + after;
        if (items.Count < 2 || (_depth * 4) + line.Length <= MaxLineLength)
        {
            return Line(line);
        }

        Line(before).Indent();
        for (var i = 0; i < items.Count; i++)
        {
            Line(items[i] + (i < items.Count - 1 ? separator : after));
        }

        return Unindent();
    }

    public SourceWriter Indent()
    {
        _depth++;
        return this;
    }

    public SourceWriter Unindent()
    {
        _depth--;
        return this;
    }

    public SourceWriter Open() => Line("{").Indent();

    public SourceWriter Close(string after = "") => Unindent().Line("}" + after);

    public SourceText ToSourceText() => SourceText.From(_text.ToString(), Encoding.UTF8);
}
