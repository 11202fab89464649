using Microsoft.CodeAnalysis;
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
                .OfType<INamedTypeSymbol>()
                .Where(type => Has(type, view, reader))
                .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default),
        ];
        return named.Length == 1 ? named[0] : null;
    }

    private static bool Has(INamedTypeSymbol type, string view, CompilationReader reader) =>
        reader.Known.IsSubscriptionModel(type) && LifecycleViews.AreEmitted(type, view, reader);

    /// <summary>The types that <c>using static</c> opens where a member is declared.</summary>
    private static IEnumerable<ITypeSymbol> UsingsOf(ISymbol at, CompilationReader reader)
    {
        var usings = StaticUsings.Of(reader);
        return at
            .DeclaringSyntaxReferences.SelectMany(static reference => reference.GetSyntax().AncestorsAndSelf())
            .SelectMany(usings.OpenedIn)
            .Concat(usings.Everywhere);
    }
}
