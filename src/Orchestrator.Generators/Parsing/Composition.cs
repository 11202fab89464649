using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.Emitting;

namespace Orchestrator.Generators.Parsing;

/// <summary>Says whether this project brings referenced assemblies together in one host, and where.</summary>
internal static class Composition
{
    /// <summary>
    /// Finds those of some referenced assemblies that meet in this project. A project that registers assemblies says itself which they are: those that one member registers. One that registers none
    /// is taken to bring together all that it refers to, unless one of its references knows them all already and is the one to be told.
    /// </summary>
    /// <returns>The assemblies that meet, two at least, and where the last of them is registered, no place when nothing is registered here; null when they do not meet here.</returns>
    public static (IReadOnlyList<IAssemblySymbol> Assemblies, Location Place)? TryFind(KnownTypes known, IReadOnlyList<IAssemblySymbol> assemblies, CancellationToken cancellationToken)
    {
        var calls = FindRegistrations(known, cancellationToken);
        if (calls.Count == 0)
        {
            return known.Compilation.SourceModule.ReferencedAssemblySymbols.Any(reference => assemblies.Count(assembly => Knows(reference, assembly)) > 1) ? null : (assemblies, Location.None);
        }

        foreach (var member in calls.Where(call => assemblies.Contains(call.Assembly, SymbolEqualityComparer.Default)).GroupBy(static call => call.Member))
        {
            var met = member.Select(static call => call.Assembly).Distinct<IAssemblySymbol>(SymbolEqualityComparer.Default).ToArray();
            if (met.Length > 1)
            {
                return (met, member.Last().Name.GetLocation());
            }
        }

        return null;
    }

    private static bool Knows(IAssemblySymbol reference, IAssemblySymbol assembly) => reference.Modules.Any(module => module.ReferencedAssemblies.Any(known => known.Name == assembly.Name));

    // Asked only once two assemblies are known to clash, so that a project without a clash pays nothing.
    private static List<(IAssemblySymbol Assembly, SimpleNameSyntax Name, SyntaxNode Member)> FindRegistrations(KnownTypes known, CancellationToken cancellationToken)
    {
        var names = new HashSet<string>(known.PublishedWorkflows.Select(static workflow => $"Add{RegistryEmitter.Identifier(workflow.Assembly.Name)}Workflows"), StringComparer.Ordinal);
        var calls = new List<(IAssemblySymbol, SimpleNameSyntax, SyntaxNode)>();
        foreach (var tree in known.Compilation.SyntaxTrees)
        {
            foreach (var name in tree.GetRoot(cancellationToken).DescendantNodes().OfType<SimpleNameSyntax>().Where(name => names.Contains(name.Identifier.ValueText)))
            {
                if (known.ModelOf(tree).GetSymbolInfo(name, cancellationToken).Symbol is IMethodSymbol { ContainingAssembly: { } assembly }
                    && !SymbolEqualityComparer.Default.Equals(assembly, known.Compilation.Assembly))
                {
                    // The statements of a program without a class are one member.
                    calls.Add((assembly, name, name.Ancestors().FirstOrDefault(static node => node is BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax or BaseFieldDeclarationSyntax) ?? tree.GetRoot(cancellationToken)));
                }
            }
        }

        return calls;
    }
}
