using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Workflows;

/// <summary>Finds methods that return the steps of a workflow, have no attribute, and are named by no code.</summary>
internal sealed class UnusedSteps(CompilationReader reader)
{
    private readonly Memo<IMethodSymbol, bool> _unused = new(method => !IsNamed(method, reader.Compilation));

    /// <summary>Those of a compilation, which are looked for once.</summary>
    public static UnusedSteps Of(CompilationReader reader) => reader.Get(static reader => new UnusedSteps(reader));

    /// <summary>
    /// True for a static method without parameters that only code of this compilation could use, and that none uses. Any attribute may say
    /// to whom it is of use.
    /// </summary>
    public bool IsUnused(ISymbol symbol) =>
        symbol
            is IMethodSymbol
            {
                MethodKind: MethodKind.Ordinary,
                IsStatic: true,
                IsAbstract: false,
                IsVirtual: false,
                IsGenericMethod: false,
                Parameters.IsEmpty: true,
                ContainingType.AllInterfaces.IsEmpty: true
            } method
        && reader.Known.IsStepList(method.ReturnType)
        && method.GetAttributes().IsEmpty
        && IsOfThisCompilation(method)
        && _unused[method];

    // What a library shows is for the projects that refer to it, whichever these are.
    private bool IsOfThisCompilation(IMethodSymbol method)
    {
        if (
            reader.Compilation.Options.OutputKind
            is OutputKind.ConsoleApplication
                or OutputKind.WindowsApplication
                or OutputKind.WindowsRuntimeApplication
        )
        {
            return true;
        }

        for (ISymbol current = method; current is not (null or INamespaceSymbol); current = current.ContainingSymbol)
        {
            if (
                current.DeclaredAccessibility == Accessibility.Private
                || (current.DeclaredAccessibility is Accessibility.Internal or Accessibility.ProtectedAndInternal && !reader.HasFriends)
            )
            {
                return true;
            }
        }

        return false;
    }

    // Its own file first, where most chains are used. A file without the text is not looked into.
    private static bool IsNamed(IMethodSymbol method, Compilation compilation)
    {
        var own = method.DeclaringSyntaxReferences.Select(static reference => reference.SyntaxTree).ToArray();
        return own.Concat(compilation.SyntaxTrees.Except(own)).Any(tree => Names(tree, method.Name));
    }

    private static bool Names(SyntaxTree tree, string name) =>
        tree.GetText().ToString().Contains(name)
        && tree.GetRoot()
            .DescendantTokens()
            .Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.Parent is SimpleNameSyntax && token.ValueText == name);
}
