using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.Resources;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Resources;

/// <summary>
/// Finds the classes of external resources that lack their attribute. It is said once, at the class, and not again wherever a step is made
/// of it.
/// </summary>
internal sealed class UnmarkedResources
{
    private readonly CompilationReader _reader;
    private readonly Memo<INamedTypeSymbol, bool> _reported;

    private UnmarkedResources(CompilationReader reader)
    {
        _reader = reader;
        _reported = new(MustBeMarked);
    }

    /// <summary>Those of a compilation, which are looked for once.</summary>
    public static UnmarkedResources Of(CompilationReader reader) => reader.Get(static reader => new UnmarkedResources(reader));

    /// <summary>True for a class of this compilation of which ORCH5001 says, at the class, that its attribute is missing.</summary>
    public bool Contains(INamedTypeSymbol type) =>
        ResourceDeclaration.FindRoot(type, _reader.Known.ExternalResourceOf) is not null && _reported[type];

    // A class may be made for tests, or to be derived from. It is meant as a resource where a step is made of it.
    private bool MustBeMarked(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class, IsAbstract: false, IsGenericType: false }
        && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, _reader.Compilation.Assembly)
        && !IsMarked(type)
        && IsUsed(type);

    private bool IsMarked(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.HasAttribute(_reader.Known.ExternalResourceAttribute) || current.HasUnknownAttribute())
            {
                return true;
            }
        }

        return false;
    }

    // A file without the text is not looked into.
    private bool IsUsed(INamedTypeSymbol type) =>
        _reader.Compilation.SyntaxTrees.Any(tree =>
            tree.GetText().ToString().Contains(type.Name)
            && tree.GetRoot()
                .DescendantNodes()
                .OfType<GenericNameSyntax>()
                .Any(name =>
                    name.Identifier.ValueText is ResourceUse.Apply or ResourceUse.Remove or ResourceUse.Compare
                    && _reader.ModelOf(tree).GetSymbolInfo(name) is var info
                    && (info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is IMethodSymbol made
                    && ResourceUse.IsMade(made, _reader.Known)
                    && SymbolEqualityComparer.Default.Equals(made.TypeArguments[0], type)
                )
        );
}
