using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Orchestrator.Generators.Workflows;

/// <summary>Finds the state keys of the results of callbacks that the chains of a class name, and the one that needs no name.</summary>
internal static class CallbackKeys
{
    private const string Method = "CallbackStep";
    private const string Argument = "resultKey";
    private const string DefaultKey = "callback_result";

    internal static ImmutableHashSet<string> Of(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        [
            DefaultKey,
            .. type
                .DeclaringSyntaxReferences.Where(reference => Names(reference.SyntaxTree, cancellationToken))
                .SelectMany(reference => reference.GetSyntax(cancellationToken).DescendantNodes())
                .OfType<InvocationExpressionSyntax>()
                .Where(static call => NameOf(call.Expression) == Method)
                .SelectMany(static call => call.ArgumentList.Arguments)
                .Where(static argument => argument.NameColon?.Name.Identifier.ValueText == Argument)
                .Select(static argument => argument.Expression)
                .Where(static expression => expression.IsKind(SyntaxKind.StringLiteralExpression))
                .Select(static literal => ((LiteralExpressionSyntax)literal).Token.ValueText),
        ];

    // To look into a text costs less than to create all nodes of its syntax.
    private static bool Names(SyntaxTree tree, CancellationToken cancellationToken) =>
        tree.GetText(cancellationToken).ToString().IndexOf(Method, StringComparison.Ordinal) >= 0;

    private static string? NameOf(ExpressionSyntax called) =>
        called switch
        {
            SimpleNameSyntax name => name.Identifier.ValueText,
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            _ => null,
        };
}
