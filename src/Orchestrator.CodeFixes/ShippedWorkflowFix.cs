using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Orchestrator.Generators.Analyzers;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Parsing;

namespace Orchestrator.CodeFixes;

/// <summary>ORCH1006: puts an obsolete step in the place of one that was removed, or else writes the workflow's steps into the unshipped file.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ShippedWorkflowFix))]
[Shared]
public sealed class ShippedWorkflowFix() : CodeFix(DiagnosticIds.ShippedWorkflowDiffers)
{
    /// <summary>All workflows of a project go into one file, so they are written one after the other.</summary>
    public override FixAllProvider GetFixAllProvider() => SequentialFixAll.Instance;

    private protected override async Task<Fix?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (diagnostic.Properties.TryGetValue(ShippedWorkflowAnalyzer.Removed, out var removed)
            && removed is not null
            && diagnostic.Properties.TryGetValue(ShippedWorkflowAnalyzer.Gap, out var gap)
            && await document.FindAsync<MethodDeclarationSyntax>(diagnostic, cancellationToken).ConfigureAwait(false) is { } method
            && BodyOf(method) is { } body)
        {
            var root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
            return new($"Put an obsolete step in the place of '{removed}'", "obsolete", _ => Task.FromResult(document.With(FillGap(root, body, removed, int.Parse(gap!, CultureInfo.InvariantCulture)))));
        }

        return FindUnshippedFile(document.Project) is { } file
            && diagnostic.Properties.TryGetValue(ShippedWorkflowAnalyzer.Workflow, out var workflow)
            && diagnostic.Properties.TryGetValue(ShippedWorkflowAnalyzer.Lines, out var lines)
                ? new($"Write the steps of '{workflow}' into {ShippedWorkflows.UnshippedFile}", "accept", token => AcceptAsync(file, workflow!, lines!, token))
                : null;
    }

    internal static TextDocument? FindUnshippedFile(Project project) =>
        project.AdditionalDocuments.FirstOrDefault(static file => string.Equals(file.Name, ShippedWorkflows.UnshippedFile, StringComparison.OrdinalIgnoreCase));

    internal static async Task<Solution> AcceptAsync(TextDocument file, string workflow, string lines, CancellationToken cancellationToken)
    {
        var text = await file.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return file.Project.Solution.WithAdditionalDocumentText(file.Id, SourceText.From(Accept(text.ToString(), workflow, lines), text.Encoding));
    }

    /// <summary>The file with the lines of one workflow replaced; what it says of the others stays as it is.</summary>
    internal static string Accept(string text, string workflow, string lines)
    {
        var kept = text.Split('\n').Select(static line => line.TrimEnd('\r'))
            .Where(line => line.Length > 0 && !line.StartsWith(workflow + ": ", StringComparison.Ordinal) && line.Trim() != ShippedWorkflows.Breaking + workflow);
        return string.Concat(kept.Concat(lines.Split('\n').Where(static line => line.Length > 0)).Select(static line => line + "\n"));
    }

    private static SyntaxNode FillGap(SyntaxNode root, ExpressionSyntax body, string removed, int gap)
    {
        // The operand before the gap, Begin counting as the first one, gets a shift of its own around what is left of it.
        var before = SyntaxSearch.OperandsOf(body)[gap];
        var left = gap == 0 ? before : (ExpressionSyntax)before.Parent!;
        var shift = before.Parent is BinaryExpressionSyntax written && gap > 0 ? written.OperatorToken
            : left.Parent is BinaryExpressionSyntax next ? next.OperatorToken
            : SyntaxFactory.Token(SyntaxKind.GreaterThanGreaterThanToken).WithTrailingTrivia(SyntaxFactory.Space).WithLeadingTrivia(SyntaxFactory.Space);
        var obsolete = SyntaxFactory.ParseExpression($"ObsoleteStep(\"{removed}\")").WithTrailingTrivia(left.GetTrailingTrivia());
        return root.ReplaceNode(left, SyntaxFactory.BinaryExpression(SyntaxKind.RightShiftExpression, left.WithoutTrailingTrivia().WithTrailingTrivia(TrailingOf(left)), shift, obsolete));
    }

    // A chain of one line has its spaces around the operator; one of several lines ends each operand with a line break.
    private static SyntaxTriviaList TrailingOf(ExpressionSyntax operand) =>
        operand.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia) || operand.Parent is BinaryExpressionSyntax ? operand.GetTrailingTrivia()
        : operand is BinaryExpressionSyntax { Left: var left } ? left.GetTrailingTrivia()
        : SyntaxFactory.TriviaList(SyntaxFactory.Space);

    private static ExpressionSyntax? BodyOf(MethodDeclarationSyntax method) =>
        method.ExpressionBody?.Expression ?? (method.Body?.Statements is [ReturnStatementSyntax { Expression: { } expression }] ? expression : null);
}
