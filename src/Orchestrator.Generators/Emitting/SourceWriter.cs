using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Orchestrator.Generators.Emitting;

/// <summary>Writes indented lines that end in <c>\n</c> wherever it runs.</summary>
internal sealed class SourceWriter
{
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
