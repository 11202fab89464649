using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Views;

/// <summary>
/// Finds the product whose view is written by its simple name: inside the product, a class that derives from it, or where a using names it.
/// The view itself does not exist yet.
/// </summary>
internal static class ViewScope
{
    /// <summary>The product that a view's simple name means in a member; null for none, or for several.</summary>
    /// <param name="view">The name.</param>
    /// <param name="at">The member, or one of its parameters.</param>
    /// <param name="reader">Reads the compilation.</param>
    public static INamedTypeSymbol? FindProduct(string view, ISymbol at, CompilationReader reader)
    {
        for (var type = at.ContainingType; type is not null; type = type.ContainingType)
        {
            for (var current = type; current is not null; current = current.BaseType)
            {
                if (Has(current, view, reader))
                {
                    return current;
                }
            }
        }

        INamedTypeSymbol[] named =
        [
            .. UsingsOf(at, reader)
                .Select(type => type as INamedTypeSymbol)
                .OfType<INamedTypeSymbol>()
                .Where(type => Has(type, view, reader))
                .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default),
        ];
        return named.Length == 1 ? named[0] : null;
    }

    private static bool Has(INamedTypeSymbol type, string view, CompilationReader reader) =>
        reader.Known.IsSubscriptionModel(type) && LifecycleViews.AreEmitted(type, view, reader);

    /// <summary>The types that <c>using static</c> opens where a member is declared.</summary>
    private static IEnumerable<ITypeSymbol?> UsingsOf(ISymbol at, CompilationReader reader)
    {
        var here = at
            .DeclaringSyntaxReferences.SelectMany(static reference => reference.GetSyntax().AncestorsAndSelf())
            .SelectMany(static node =>
                node switch
                {
                    CompilationUnitSyntax unit => unit.Usings,
                    BaseNamespaceDeclarationSyntax space => space.Usings,
                    _ => default,
                }
            );
        var everywhere = reader
            .Compilation.SyntaxTrees.SelectMany(static tree => tree.GetRoot() is CompilationUnitSyntax unit ? unit.Usings : default)
            .Where(static name => !name.GlobalKeyword.IsKind(SyntaxKind.None));
        return here.Concat(everywhere)
            .Where(static name => !name.StaticKeyword.IsKind(SyntaxKind.None))
            .Select(name => reader.ModelOf(name.SyntaxTree).GetTypeInfo(name.NamespaceOrType).Type);
    }
}
