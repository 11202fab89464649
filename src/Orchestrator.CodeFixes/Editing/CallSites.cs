using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace Orchestrator.CodeFixes.Editing;

/// <summary>Looks for the code that uses a member in a way that a change of its shape would break.</summary>
internal static class CallSites
{
    /// <summary>True when a member is used through an object, so that it cannot become static.</summary>
    public static Task<bool> AreThroughAnInstanceAsync(ISymbol member, Solution solution, CancellationToken cancellationToken) =>
        AnyAsync(member, solution, IsThroughAnInstance, cancellationToken);

    /// <summary>True when a method is called, and not only named as a step.</summary>
    public static Task<bool> AreThereAsync(ISymbol member, Solution solution, CancellationToken cancellationToken) =>
        AnyAsync(
            member,
            solution,
            static (name, _) => WithQualifier(name).Parent is InvocationExpressionSyntax call && call.Expression == WithQualifier(name),
            cancellationToken
        );

    private static async Task<bool> AnyAsync(
        ISymbol member,
        Solution solution,
        Func<SimpleNameSyntax, SemanticModel, bool> isWanted,
        CancellationToken cancellationToken
    )
    {
        foreach (
            var location in (await SymbolFinder.FindReferencesAsync(member, solution, cancellationToken).ConfigureAwait(false)).SelectMany(
                static found => found.Locations
            )
        )
        {
            if (
                await location.Document.FindAsync<SimpleNameSyntax>(location.Location.SourceSpan, cancellationToken).ConfigureAwait(false)
                    is { } name
                && await location.Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model
                && isWanted(name, model)
            )
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsThroughAnInstance(SimpleNameSyntax name, SemanticModel model) =>
        name.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Name == name => model.GetSymbolInfo(access.Expression).Symbol
                is not (INamespaceOrTypeSymbol or IAliasSymbol),
            MemberBindingExpressionSyntax or NameColonSyntax => true,
            AssignmentExpressionSyntax { Parent.RawKind: (int)SyntaxKind.ObjectInitializerExpression } => true,
            _ => false,
        };

    private static ExpressionSyntax WithQualifier(SimpleNameSyntax name) =>
        name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
}
