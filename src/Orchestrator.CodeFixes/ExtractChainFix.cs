using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.Analyzers;
using Orchestrator.Generators.Diagnostics;

namespace Orchestrator.CodeFixes;

/// <summary>ORCH2005: moves the last steps of a modify workflow into an <c>[ExternalSystemSteps]</c> chain, and uses it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ExtractChainFix))]
[Shared]
public sealed class ExtractChainFix() : CodeFix(DiagnosticIds.NoExternalSystemSteps)
{
    private protected override async Task<Fix?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || await document.FindAsync<MethodDeclarationSyntax>(diagnostic, cancellationToken).ConfigureAwait(false) is not { } method
            || !int.TryParse(diagnostic.Properties[RepeatedChainAnalyzer.Count], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || ChainSyntax.BodyOf(method) is not BinaryExpressionSyntax body)
        {
            return null;
        }

        var operands = SyntaxSearch.OperandsOf(body);
        return count < operands.Count
            ? new("Move the last steps into a chain of external-system steps", nameof(ExtractChainFix), _ => Task.FromResult(document.With(Extract(root, method, body, operands, count))))
            : null;
    }

    private static SyntaxNode Extract(SyntaxNode root, MethodDeclarationSyntax method, BinaryExpressionSyntax body, IReadOnlyList<ExpressionSyntax> operands, int count)
    {
        var name = NameFor(method);
        var first = (BinaryExpressionSyntax)operands[operands.Count - count].Parent!;
        var use = first.WithRight(SyntaxFactory.IdentifierName(name).WithLeadingTrivia(first.Right.GetLeadingTrivia()).WithTrailingTrivia(body.GetTrailingTrivia()));
        var lineEnding = SyntaxSearch.LineEndingOf(root);
        var indentation = method.GetLeadingTrivia().LastOrDefault(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).ToString();
        var steps = string.Join(" >> ", operands.Skip(operands.Count - count).Select(static operand => operand.WithoutTrivia().ToString()));
        var chain = SyntaxFactory.ParseMemberDeclaration(
            $"{lineEnding}{indentation}[ExternalSystemSteps]{lineEnding}{indentation}private static StepList {name} => {operands[0].WithoutTrivia()} >> {steps};{lineEnding}")!;
        var changed = method.ReplaceNode(body, use);
        return root.ReplaceNode(method, [changed, chain]);
    }

    private static string NameFor(MethodDeclarationSyntax method)
    {
        var name = method.Identifier.ValueText;
        return "Update" + (name.StartsWith("Modify", StringComparison.Ordinal) && name.Length > 6 ? name.Substring(6) : name) + "InExternalSystems";
    }
}
