using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.Analyzers;
using Orchestrator.Generators.Diagnostics;

namespace Orchestrator.CodeFixes;

/// <summary>ORCH1007: writes the <c>Start</c> and <c>Done</c> that a plain workflow lacks.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CompletePlainWorkflowFix))]
[Shared]
public sealed class CompletePlainWorkflowFix() : CodeFix(DiagnosticIds.WorkflowCannotComplete)
{
    private protected override async Task<Fix?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        diagnostic.Properties.TryGetValue(PlainWorkflowAnalyzer.Missing, out var missing)
        && await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } root
        && await document.FindAsync<MethodDeclarationSyntax>(diagnostic, cancellationToken).ConfigureAwait(false) is { } method
        && ChainSyntax.BodyOf(method) is not null
            ? new($"Write {missing!.Replace(";", " and ")}", nameof(CompletePlainWorkflowFix), _ => Task.FromResult(document.With(Complete(root, method, missing.Split(';')))))
            : null;

    // The end first, so that the place of the beginning stays what it is.
    private static SyntaxNode Complete(SyntaxNode root, MethodDeclarationSyntax method, string[] missing)
    {
        var tracked = root.TrackNodes(method);
        if (missing.Contains(PlainWorkflowAnalyzer.Done))
        {
            var body = ChainSyntax.BodyOf(tracked.GetCurrentNode(method)!)!;
            tracked = ChainSyntax.InsertBehind(tracked, body, SyntaxSearch.OperandsOf(body).Count - 1, PlainWorkflowAnalyzer.Done);
        }

        return missing.Contains(PlainWorkflowAnalyzer.Start)
            ? ChainSyntax.InsertBehind(tracked, ChainSyntax.BodyOf(tracked.GetCurrentNode(method)!)!, 0, PlainWorkflowAnalyzer.Start)
            : tracked;
    }
}
