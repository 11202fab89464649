using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Answers;

/// <summary>
/// Where the code of a compilation names what a property of a page is called. A file is read when it is analysed, so beside other files,
/// and not at all where no page is declared.
/// </summary>
internal sealed class AnswerNames
{
    private readonly ConcurrentDictionary<SyntaxTree, ILookup<string, SimpleNameSyntax>> _files = new();
    private readonly Lazy<ImmutableHashSet<string>> _properties;

    private AnswerNames(CompilationReader reader) =>
        _properties = new(() =>
            reader
                .Compilation.Assembly.GlobalNamespace.TypesInside()
                .Where(reader.Known.IsFormPage)
                .SelectMany(static page => page.GetMembers().OfType<IPropertySymbol>())
                .Select(static property => property.Name)
                .ToImmutableHashSet(StringComparer.Ordinal)
        );

    /// <summary>Those of a compilation.</summary>
    public static AnswerNames Of(CompilationReader reader) => reader.Get(static reader => new AnswerNames(reader));

    /// <summary>The names in the files that have been read so far.</summary>
    public IEnumerable<SimpleNameSyntax> Find(string property) => _files.Values.SelectMany(file => file[property]);

    /// <summary>Reads a file, if that has not been done.</summary>
    public void Read(SyntaxTree file)
    {
        if (!_properties.Value.IsEmpty && !_files.ContainsKey(file))
        {
            _files.TryAdd(
                file,
                file.GetRoot()
                    .DescendantNodes()
                    .OfType<SimpleNameSyntax>()
                    .Where(name => _properties.Value.Contains(name.Identifier.ValueText))
                    .ToLookup(static name => name.Identifier.ValueText, StringComparer.Ordinal)
            );
        }
    }
}
