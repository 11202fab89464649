using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Orchestrator.Generators.Symbols;

/// <summary>Finds the types whose members a place can name without the type, because of a <c>using static</c>.</summary>
internal sealed class OpenedTypes
{
    private readonly CompilationReader _reader;
    private readonly ConcurrentDictionary<SyntaxNode, ImmutableArray<INamedTypeSymbol>> _known = new();
    private readonly Lazy<ImmutableArray<INamedTypeSymbol>> _everywhere;

    private OpenedTypes(CompilationReader reader)
    {
        _reader = reader;
        _everywhere = new(() => [.. UsingDirectives.Of(reader).Global.SelectMany(FindType)]);
    }

    /// <summary>Those of a compilation.</summary>
    public static OpenedTypes Of(CompilationReader reader) => reader.Get(static reader => new OpenedTypes(reader));

    /// <summary>Those of a place: of its file, of the namespaces around it, and of the whole project.</summary>
    public ImmutableArray<INamedTypeSymbol> At(SyntaxNode place)
    {
        var around = place.Ancestors().First(static node => node is BaseNamespaceDeclarationSyntax or CompilationUnitSyntax);
        return _known.TryGetValue(around, out var known) ? known : _known.GetOrAdd(around, Find(around));
    }

    private ImmutableArray<INamedTypeSymbol> Find(SyntaxNode around) =>
        [
            .. around
                .AncestorsAndSelf()
                .SelectMany(static node =>
                    node switch
                    {
                        BaseNamespaceDeclarationSyntax space => space.Usings,
                        CompilationUnitSyntax file => file.Usings,
                        _ => default,
                    }
                )
                .Where(static directive => !directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword))
                .SelectMany(FindType)
                .Concat(_everywhere.Value)
                .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default),
        ];

    private IEnumerable<INamedTypeSymbol> FindType(UsingDirectiveSyntax directive) =>
        directive.StaticKeyword.IsKind(SyntaxKind.StaticKeyword)
        && directive.Name is { } name
        && _reader.ModelOf(directive.SyntaxTree).GetSymbolInfo(name).Symbol is INamedTypeSymbol type
            ? [type]
            : [];
}
