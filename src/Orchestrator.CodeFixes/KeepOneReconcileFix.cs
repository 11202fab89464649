using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Orchestrator.Generators.Analyzers;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Parsing;

namespace Orchestrator.CodeFixes;

/// <summary>
/// ORCH2001: says on a modify workflow that no reconcile workflow is wanted from it, or removes a written one. Fix-all keeps the first of each product.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(KeepOneReconcileFix))]
[Shared]
public sealed class KeepOneReconcileFix() : SourceFix(DiagnosticIds.SecondReconcileWorkflow)
{
    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(static async (context, document, diagnostics) =>
    {
        var changes = new List<TextChange>();
        foreach (var diagnostic in diagnostics.Where(static diagnostic => !IsFirst(diagnostic)))
        {
            // A workflow of several products has a diagnostic for each of them.
            if (await WorkflowPlace.FindAsync(document, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } place
                && Disclaim(place, context.CancellationToken) is { } change
                && !changes.Contains(change))
            {
                changes.Add(change);
            }
        }

        var text = await document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        return document.WithText(text.WithChanges(changes.OrderBy(static change => change.Span.Start)));
    });

    private protected override async Task<Fix?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        await WorkflowPlace.FindAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is { } place && Disclaim(place, cancellationToken) is { } change
            ? new(
                place.Workflow.Target == WorkflowTarget.Modify ? "Emit no reconcile workflow from this one" : $"Remove '{place.Workflow.Method.Name}'",
                nameof(KeepOneReconcileFix),
                token => document.WithAsync(token, change))
            : null;

    private static TextChange? Disclaim(WorkflowPlace place, CancellationToken cancellationToken) => place.Workflow.Target switch
    {
        WorkflowTarget.Modify when place.FindAttribute(cancellationToken) is { } attribute => attribute.SetProperty(nameof(WorkflowDeclaration.Reconcile), "false"),
        WorkflowTarget.Reconcile when place.Workflow.Method is { IsPartialDefinition: false, PartialDefinitionPart: null } => Remove(place.Method),
        _ => null,
    };

    // With it goes what stands above it; what follows keeps its own.
    private static TextChange Remove(MethodDeclarationSyntax method) =>
        method.GetLeadingTrivia().Concat(method.GetTrailingTrivia()).Any(static trivia => trivia.IsDirective) ? new(method.Span, "") : new(method.FullSpan, "");

    // With one in another assembly none of ours is the first: it was there before.
    private static bool IsFirst(Diagnostic diagnostic) =>
        diagnostic.AdditionalLocations.All(other => Compare(diagnostic.Location, other) < 0) && !diagnostic.Properties.ContainsKey(ReconcileUniquenessAnalyzer.Elsewhere);

    private static int Compare(Location left, Location right)
    {
        var byFile = string.CompareOrdinal(left.SourceTree?.FilePath, right.SourceTree?.FilePath);
        return byFile != 0 ? byFile : left.SourceSpan.Start.CompareTo(right.SourceSpan.Start);
    }
}
