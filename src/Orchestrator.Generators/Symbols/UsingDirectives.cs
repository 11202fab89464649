using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Orchestrator.Generators.Symbols;

/// <summary>The <c>using</c> directives of a compilation, read once.</summary>
internal sealed class UsingDirectives
{
    private readonly ConcurrentDictionary<SyntaxTree, ImmutableHashSet<string>> _aliases = new();
    private readonly Lazy<ImmutableArray<UsingDirectiveSyntax>> _global;
    private readonly Lazy<ImmutableHashSet<string>> _globalAliases;

    private UsingDirectives(Compilation compilation)
    {
        _global = new(() =>
            [
                .. compilation
                    .SyntaxTrees.SelectMany(static tree => ((CompilationUnitSyntax)tree.GetRoot()).Usings)
                    .Where(static directive => directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword)),
            ]
        );
        _globalAliases = new(() => AliasesOf(_global.Value));
    }

    /// <summary>The directives that hold for the whole project.</summary>
    public ImmutableArray<UsingDirectiveSyntax> Global => _global.Value;

    /// <summary>Those of a compilation.</summary>
    public static UsingDirectives Of(CompilationReader reader) => reader.Get(static reader => new UsingDirectives(reader.Compilation));

    /// <summary>True when a name is an alias in a file: of the whole project, of the file, or of any namespace of it.</summary>
    public bool IsAlias(string name, SyntaxTree file) =>
        _globalAliases.Value.Contains(name)
        || _aliases
            .GetOrAdd(
                file,
                static file =>
                    AliasesOf(
                        file.GetRoot()
                            .DescendantNodesAndSelf(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
                            .OfType<UsingDirectiveSyntax>()
                    )
            )
            .Contains(name);

    private static ImmutableHashSet<string> AliasesOf(IEnumerable<UsingDirectiveSyntax> directives) =>
        [.. directives.Select(static directive => directive.Alias?.Name.Identifier.ValueText).OfType<string>()];
}
