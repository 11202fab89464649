using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Orchestrator.CodeFixes.Editing;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Rules.Steps;

namespace Orchestrator.CodeFixes.Fixes;

/// <summary>ORCH3005: returns the subscription from a step that returns nothing.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReturnSubscriptionFix))]
[Shared]
public sealed class ReturnSubscriptionFix() : SourceFix(DiagnosticIds.ChangeIsLost)
{
    private protected override async Task<Fix?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (
            await document.FindAsync<MethodDeclarationSyntax>(diagnostic, cancellationToken).ConfigureAwait(false) is not { } method
            || method.Modifiers.Any(SyntaxKind.PartialKeyword)
            || !diagnostic.Properties.TryGetValue(LostChangeAnalyzer.Parameter, out var name)
            || method.ParameterList.Parameters.FirstOrDefault(parameter => parameter.Identifier.ValueText == name)
                is not { Type: { } model } parameter
            || NewReturnType(method, model.ToString()) is not { } type
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } semantics
            || !Ends(method, semantics)
            || Return(method, parameter.Identifier.Text) is not { } changes
            || semantics.GetDeclaredSymbol(method, cancellationToken) is not { } step
            || await CallSites.AreForTheResultAsync(step, document.Project.Solution, cancellationToken).ConfigureAwait(false)
        )
        {
            return null;
        }

        return new($"Return '{name}'", nameof(ReturnSubscriptionFix), token => document.WithAsync(token, [type, .. changes]));
    }

    private static TextChange? NewReturnType(MethodDeclarationSyntax method, string model) =>
        method.ReturnType switch
        {
            PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } nothing
                when !method.Modifiers.Any(SyntaxKind.AsyncKeyword) => new(nothing.Span, model),
            IdentifierNameSyntax task when IsAsyncTask(method, task) => new(new(task.Span.End, 0), $"<{model}>"),
            QualifiedNameSyntax { Right: IdentifierNameSyntax task } when IsAsyncTask(method, task) => new(
                new(task.Span.End, 0),
                $"<{model}>"
            ),
            _ => null,
        };

    private static bool IsAsyncTask(MethodDeclarationSyntax method, IdentifierNameSyntax name) =>
        name.Identifier.ValueText is "Task" or "ValueTask" && method.Modifiers.Any(SyntaxKind.AsyncKeyword);

    // It is returned at the end: there must be one, and no other.
    private static bool Ends(MethodDeclarationSyntax method, SemanticModel model) =>
        !method
            .DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .OfType<ReturnStatementSyntax>()
            .Any() && (method.Body is null || model.AnalyzeControlFlow(method.Body) is { Succeeded: true, EndPointIsReachable: true });

    private static TextChange[]? Return(MethodDeclarationSyntax method, string name)
    {
        var text = method.SyntaxTree.GetText();
        var lineEnding = SyntaxSearch.LineEndingOf(text);
        if (method.Body is not { CloseBraceToken: var brace } body)
        {
            return OpenExpression(method, text, $"return {name};", lineEnding);
        }

        if (text.IndentationAt(brace) is not { } indentation)
        {
            return [new(new(brace.SpanStart, 0), brace.GetPreviousToken().TrailingTrivia.Any() ? $"return {name}; " : $" return {name}; ")];
        }

        // As deep as what comes before it.
        var inner =
            body.Statements.Select(statement => text.IndentationAt(statement.GetFirstToken()))
                .LastOrDefault(static found => found is not null)
            ?? indentation + "    ";
        return [new(new(text.Lines.GetLineFromPosition(brace.SpanStart).Start, 0), $"{inner}return {name};{lineEnding}")];
    }

    // The expression becomes the first of two statements, with whatever is written in and around it.
    private static TextChange[]? OpenExpression(MethodDeclarationSyntax method, SourceText text, string giveBack, string lineEnding)
    {
        if (method.ExpressionBody is not { ArrowToken: var arrow, Expression: var expression })
        {
            return null;
        }

        var head = TextSpan.FromBounds(arrow.GetPreviousToken().Span.End, expression.SpanStart);
        if (method.HasDirectives(head))
        {
            return null;
        }

        var indentation = text.IndentationAt(text.Lines.GetLineFromPosition(method.Identifier.SpanStart));
        var inner = lineEnding + indentation + "    ";
        var comments = string.Concat(method.CommentsIn(head).Select(comment => inner + comment));
        return
        [
            new(head, $"{lineEnding}{indentation}{{{comments}{inner}"),
            new(new(method.SemicolonToken.Span.End, 0), $"{inner}{giveBack}{lineEnding}{indentation}}}"),
        ];
    }
}
