using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.Diagnostics;

namespace Orchestrator.CodeFixes;

/// <summary>ORCH2002: takes the input form off a reconcile workflow, or the input step out of its chain.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AskNothingFix))]
[Shared]
public sealed class AskNothingFix() : CodeFix(DiagnosticIds.ReconcileWorkflowAsks)
{
    private protected override async Task<Fix?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || await document.FindAsync<SyntaxNode>(diagnostic, cancellationToken).ConfigureAwait(false) is not { } place)
        {
            return null;
        }

        if (place.FirstAncestorOrSelf<AttributeArgumentSyntax>() is { } argument)
        {
            return new("Remove the input form", "form", _ => Task.FromResult(document.With(root.RemoveNode(argument, SyntaxRemoveOptions.KeepNoTrivia)!)));
        }

        // Only the operand itself, not what stands in it: '>> Confirm' goes, and the chain to its left stays.
        return place.FirstAncestorOrSelf<ExpressionSyntax>(static node => node.Parent is BinaryExpressionSyntax shift && shift.Right == node) is { Parent: BinaryExpressionSyntax { Left: var left } shift }
            ? new("Take the input step out of the chain", "step", _ => Task.FromResult(document.With(root.ReplaceNode(shift, left.WithTrailingTrivia(shift.GetTrailingTrivia())))))
            : null;
    }
}
