using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.Diagnostics;

namespace Orchestrator.CodeFixes;

/// <summary>ORCH3001: marks the method <c>[Step("...")]</c>, with its name as a sentence.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MarkStepFix))]
[Shared]
public sealed class MarkStepFix() : CodeFix(DiagnosticIds.OperandIsNoStep)
{
    private protected override async Task<Fix?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || await document.FindAsync<ExpressionSyntax>(diagnostic, cancellationToken).ConfigureAwait(false) is not { } operand)
        {
            return null;
        }

        var info = model.GetSymbolInfo(operand, cancellationToken);
        var method = (info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) as IMethodSymbol;
        return method?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is MethodDeclarationSyntax declaration
            && document.Project.Solution.GetDocument(declaration.SyntaxTree) is { } home
                ? new($"Mark '{method.Name}' as a step", nameof(MarkStepFix), token => ApplyAsync(home, declaration, token))
                : null;
    }

    private static async Task<Solution> ApplyAsync(Document document, MethodDeclarationSyntax method, CancellationToken cancellationToken)
    {
        var root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        var leading = method.GetLeadingTrivia();
        var indentation = leading.LastOrDefault(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia));
        var name = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(SyntaxSearch.ToSentence(method.Identifier.ValueText)));
        var step = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(
                SyntaxFactory.Attribute(SyntaxFactory.IdentifierName("Step"), SyntaxFactory.AttributeArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.AttributeArgument(name))))))
            .WithLeadingTrivia(leading)
            .WithTrailingTrivia(SyntaxFactory.EndOfLine(SyntaxSearch.LineEndingOf(root)));
        var changed = method.WithLeadingTrivia(indentation);
        return document.With(root.ReplaceNode(method, changed.WithAttributeLists(changed.AttributeLists.Insert(0, step))));
    }
}
