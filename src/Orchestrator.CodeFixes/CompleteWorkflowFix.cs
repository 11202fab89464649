using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.Analyzers;
using Orchestrator.Generators.Diagnostics;

namespace Orchestrator.CodeFixes;

/// <summary>ORCH1007: writes <c>StoreProcessSubscription</c> behind the step that returns the subscription, or the <c>Start</c> and <c>Done</c> that a plain workflow lacks.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CompleteWorkflowFix))]
[Shared]
public sealed class CompleteWorkflowFix() : CodeFix(DiagnosticIds.WorkflowCannotComplete)
{
    private protected override async Task<Fix?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || await document.FindAsync<MethodDeclarationSyntax>(diagnostic, cancellationToken).ConfigureAwait(false) is not { } method
            || ChainSyntax.BodyOf(method) is not { } body)
        {
            return null;
        }

        if (diagnostic.Properties.TryGetValue(CreateWorkflowAnalyzer.Behind, out var behind))
        {
            return new(
                "Link the process to the subscription",
                nameof(CreateWorkflowAnalyzer),
                _ => Task.FromResult(document.With(ChainSyntax.InsertBehind(root, body, int.Parse(behind!, CultureInfo.InvariantCulture), "StoreProcessSubscription"))));
        }

        return diagnostic.Properties.TryGetValue(PlainWorkflowAnalyzer.Missing, out var missing)
            ? new($"Write {missing!.Replace(";", " and ")}", nameof(PlainWorkflowAnalyzer), _ => Task.FromResult(document.With(Complete(root, method, missing.Split(';')))))
            : null;
    }

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
