using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules;

/// <summary>Reads which exceptions a handler catches, and whether it passes them on.</summary>
internal static class CaughtExceptions
{
    /// <summary>True for a handler without a filter that catches every exception of a type.</summary>
    public static bool Catches(
        CatchClauseSyntax clause,
        INamedTypeSymbol? exception,
        SemanticModel model,
        CancellationToken cancellationToken
    ) =>
        exception is not null
        && clause.Filter is null
        && (
            clause.Declaration is not { } declared
            || model.GetTypeInfo(declared.Type, cancellationToken).Type is INamedTypeSymbol caught && exception.IsOrDerivesFrom(caught)
        );

    /// <summary>
    /// True for a handler that throws anything, keeps the exception for later, or hands it to code that may throw it: no one can say that
    /// it is lost.
    /// </summary>
    public static bool MayPassOn(CatchClauseSyntax clause, SemanticModel model, CancellationToken cancellationToken) =>
        clause
            .Block.DescendantNodes()
            .Any(node =>
                node is ThrowStatementSyntax or ThrowExpressionSyntax
                || (
                    node is IdentifierNameSyntax name
                    && name.Identifier.ValueText == clause.Declaration?.Identifier.ValueText
                    && IsHandedOn(name, model, cancellationToken)
                )
                || (node is InvocationExpressionSyntax call && NeverReturns(call, model, cancellationToken))
            );

    // A logger does not throw what it is given, and neither does a method that the logging generator writes. Methods of the author's own
    // may.
    private static bool IsHandedOn(IdentifierNameSyntax exception, SemanticModel model, CancellationToken cancellationToken) =>
        exception.Parent switch
        {
            MemberAccessExpressionSyntax => false,
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => model.GetSymbolInfo(call, cancellationToken).Symbol
                is not IMethodSymbol method
                || (!method.DeclaringSyntaxReferences.IsEmpty && !LogCalls.IsEmitted(method))
                || method.ContainingType.Name == "ExceptionDispatchInfo",
            InterpolationSyntax => false,
            _ => true,
        };

    private static bool NeverReturns(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol method
        && method.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name is "DoesNotReturnAttribute");
}
