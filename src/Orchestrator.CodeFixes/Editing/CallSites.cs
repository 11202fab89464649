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

    /// <summary>
    /// True when a method is used for what it returns, or as a delegate of a type of its own, and not only named as a step: with another
    /// type of result that would not compile.
    /// </summary>
    public static Task<bool> AreForTheResultAsync(ISymbol member, Solution solution, CancellationToken cancellationToken) =>
        AnyAsync(member, solution, IsForTheResult, cancellationToken);

    /// <summary>True when a member is named anywhere, also in a comment; but for what the build emits.</summary>
    public static async Task<bool> AreAnyAsync(ISymbol member, Solution solution, CancellationToken cancellationToken) =>
        (await SymbolFinder.FindReferencesAsync(member, solution, cancellationToken).ConfigureAwait(false))
            .SelectMany(static found => found.Locations)
            .Any(static location => location.Document is not SourceGeneratedDocument);

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
            // What the build emits changes with the member.
            if (
                location.Document is not SourceGeneratedDocument
                && await location
                    .Document.FindAsync<SimpleNameSyntax>(location.Location.SourceSpan, cancellationToken)
                    .ConfigureAwait(false)
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

    private static bool IsForTheResult(SimpleNameSyntax name, SemanticModel model)
    {
        var named = WithQualifier(name);
        if (named.Parent is InvocationExpressionSyntax call && call.Expression == named)
        {
            return (call.Parent is AwaitExpressionSyntax awaited ? awaited.Parent : call.Parent) is not ExpressionStatementSyntax;
        }

        return !IsInNameOf(named, model) && model.GetTypeInfo(named).ConvertedType?.SpecialType != SpecialType.System_Delegate;
    }

    private static bool IsInNameOf(ExpressionSyntax named, SemanticModel model) =>
        named.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } && model.GetConstantValue(call).HasValue;

    private static ExpressionSyntax WithQualifier(SimpleNameSyntax name) =>
        name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
}
