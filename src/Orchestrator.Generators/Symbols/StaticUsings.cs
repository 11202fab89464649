using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Orchestrator.Generators.Symbols;

/// <summary>The classes that <c>using static</c> opens.</summary>
internal sealed class StaticUsings
{
    private readonly CompilationReader _reader;
    private readonly Lazy<ImmutableArray<ITypeSymbol>> _everywhere;

    private StaticUsings(CompilationReader reader)
    {
        _reader = reader;
        _everywhere = new(() =>
            [
                .. reader
                    .Compilation.SyntaxTrees.SelectMany(static tree => tree.GetRoot() is CompilationUnitSyntax file ? file.Usings : default)
                    .Where(static directive => !directive.GlobalKeyword.IsKind(SyntaxKind.None))
                    .SelectMany(Open),
            ]
        );
    }

    /// <summary>Those that are opened in every file, which are looked for once in a compilation.</summary>
    public ImmutableArray<ITypeSymbol> Everywhere => _everywhere.Value;

    /// <summary>Those of a compilation.</summary>
    public static StaticUsings Of(CompilationReader reader) => reader.Get(static reader => new StaticUsings(reader));

    /// <summary>Those that a file or a namespace opens for itself.</summary>
    public IEnumerable<ITypeSymbol> OpenedIn(SyntaxNode scope) =>
        scope switch
        {
            CompilationUnitSyntax file => file
                .Usings.Where(static directive => directive.GlobalKeyword.IsKind(SyntaxKind.None))
                .SelectMany(Open),
            BaseNamespaceDeclarationSyntax space => space.Usings.SelectMany(Open),
            _ => [],
        };

    private IEnumerable<ITypeSymbol> Open(UsingDirectiveSyntax directive) =>
        !directive.StaticKeyword.IsKind(SyntaxKind.None)
        && _reader.ModelOf(directive.SyntaxTree).GetTypeInfo(directive.NamespaceOrType).Type is { } type
            ? [type]
            : [];
}
