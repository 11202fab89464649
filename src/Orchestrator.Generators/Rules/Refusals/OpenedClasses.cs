using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Refusals;

/// <summary>
/// The classes with emitted members that <c>using static</c> opens, so that those members are called by their simple names.
/// </summary>
internal sealed class OpenedClasses(CompilationReader reader)
{
    private readonly StaticUsings _usings = StaticUsings.Of(reader);
    private readonly Memo<INamedTypeSymbol, ImmutableArray<ISymbol>> _members = new(FindMembers);

    /// <summary>The emitted members that are opened in a file, each with the part of the file.</summary>
    public IEnumerable<(SyntaxNode Scope, ISymbol Member)> FindIn(CompilationUnitSyntax file) =>
        FindScopes(file)
            .SelectMany(scope => _usings.OpenedIn(scope).Select(type => (scope, type)))
            .Concat(_usings.Everywhere.Select(type => ((SyntaxNode)file, type)))
            .SelectMany(opened => MembersOf(opened.type).Select(member => (opened.Item1, member)));

    private static IEnumerable<SyntaxNode> FindScopes(SyntaxNode scope) =>
        scope switch
        {
            CompilationUnitSyntax file => file.Members.SelectMany(FindScopes).Prepend(scope),
            BaseNamespaceDeclarationSyntax space => space.Members.SelectMany(FindScopes).Prepend(scope),
            _ => [],
        };

    // A class of another assembly has what was emitted into it since it was compiled: that is nothing new in this build.
    private ImmutableArray<ISymbol> MembersOf(ITypeSymbol type) =>
        type is INamedTypeSymbol named && SymbolEqualityComparer.Default.Equals(named.ContainingAssembly, reader.Compilation.Assembly)
            ? _members[named.OriginalDefinition]
            : [];

    // A class is opened without what it inherits.
    private static ImmutableArray<ISymbol> FindMembers(INamedTypeSymbol type) =>
        [
            .. type.GetMembers()
                .Where(static member =>
                    member is { CanBeReferencedByName: true } and ({ IsStatic: true } or INamedTypeSymbol) && member.IsEmitted()
                ),
        ];
}
