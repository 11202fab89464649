using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Orchestrator.Generators.Diagnostics;

namespace Orchestrator.CodeFixes;

/// <summary>ORCH3005: returns the subscription from a step that returns nothing.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReturnSubscriptionFix))]
[Shared]
public sealed class ReturnSubscriptionFix() : SourceFix(DiagnosticIds.ChangeIsLost)
{
    private protected override async Task<Fix?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await document.FindAsync<MethodDeclarationSyntax>(diagnostic, cancellationToken).ConfigureAwait(false) is not { } method
            || await document.FindAsync<ExpressionSyntax>(diagnostic, cancellationToken).ConfigureAwait(false) is not { } change
            || change.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().FirstOrDefault() is not { } root
            || method.ParameterList.Parameters.FirstOrDefault(parameter => parameter.Identifier.ValueText == root.Identifier.ValueText) is not { Type: { } model } parameter
            || NewReturnType(method, model) is not { } type
            || method.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).OfType<ReturnStatementSyntax>().Any())
        {
            return null;
        }

        var name = parameter.Identifier.ValueText;
        return new($"Return '{name}'", nameof(ReturnSubscriptionFix), token => ApplyAsync(document, method, type, name, token));
    }

    private static TypeSyntax? NewReturnType(MethodDeclarationSyntax method, TypeSyntax model) => method.ReturnType switch
    {
        PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } nothing => model.WithoutTrivia().WithTriviaFrom(nothing),
        IdentifierNameSyntax task when IsAsyncTask(method, task) => ToGeneric(task, model).WithTriviaFrom(task),
        QualifiedNameSyntax { Right: IdentifierNameSyntax task } qualified when IsAsyncTask(method, task) => qualified.WithRight(ToGeneric(task, model)).WithTriviaFrom(qualified),
        _ => null,
    };

    private static bool IsAsyncTask(MethodDeclarationSyntax method, IdentifierNameSyntax name) =>
        name.Identifier.ValueText is "Task" or "ValueTask" && method.Modifiers.Any(SyntaxKind.AsyncKeyword);

    private static GenericNameSyntax ToGeneric(IdentifierNameSyntax task, TypeSyntax model) =>
        SyntaxFactory.GenericName(task.Identifier.WithoutTrivia(), SyntaxFactory.TypeArgumentList(SyntaxFactory.SingletonSeparatedList(model.WithoutTrivia())));

    private static async Task<Solution> ApplyAsync(Document document, MethodDeclarationSyntax method, TypeSyntax type, string name, CancellationToken cancellationToken)
    {
        var root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        var giveBack = SyntaxFactory.ReturnStatement(SyntaxFactory.IdentifierName(name)).NormalizeWhitespace().WithAdditionalAnnotations(Formatter.Annotation);
        var body = method.Body ?? SyntaxFactory.Block(SyntaxFactory.ExpressionStatement(method.ExpressionBody!.Expression)).WithAdditionalAnnotations(Formatter.Annotation);
        var changed = method
            .WithReturnType(type)
            .WithExpressionBody(null)
            .WithSemicolonToken(default)
            .WithBody(body.AddStatements(giveBack.WithTrailingTrivia(SyntaxFactory.EndOfLine(SyntaxSearch.LineEndingOf(root.GetText())))))
            .WithTrailingTrivia(method.GetTrailingTrivia());
        return await FormatAsync(document.WithSyntaxRoot(root.ReplaceNode(method, changed)), cancellationToken).ConfigureAwait(false);
    }

    private static async Task<Solution> FormatAsync(Document document, CancellationToken cancellationToken) =>
        (await Formatter.FormatAsync(document, Formatter.Annotation, cancellationToken: cancellationToken).ConfigureAwait(false)).Project.Solution;
}
