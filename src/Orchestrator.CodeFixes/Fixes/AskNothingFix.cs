using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Orchestrator.CodeFixes.Editing;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.CodeFixes.Fixes;

/// <summary>ORCH2002: takes the input form off a reconcile workflow, or the input step out of its chain.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AskNothingFix))]
[Shared]
public sealed class AskNothingFix() : SourceFix(DiagnosticIds.ReconcileWorkflowAsks)
{
    private protected override async Task<Fix?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (
            await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || await document.FindAsync<SyntaxNode>(diagnostic, cancellationToken).ConfigureAwait(false) is not { } place
        )
        {
            return null;
        }

        if (place.FirstAncestorOrSelf<AttributeArgumentSyntax>() is { } argument)
        {
            return Remove(argument, root.SyntaxTree.GetText(cancellationToken)) is { Length: > 0 } changes
                ? new("Remove the input form", "form", token => document.WithAsync(token, changes))
                : null;
        }

        // Only the step itself: what stands in a chain of another assembly, or in a callback step, cannot be taken out here.
        return
            place.FirstAncestorOrSelf<ExpressionSyntax>(node => node.Span == diagnostic.Location.SourceSpan) is { } operand
            && IsInputStep(model.GetSymbolInfo(operand, cancellationToken), CompilationReader.Of(model.Compilation))
            && ChainSyntax.LeftOf(operand) is { } left
            && !IsAllOfCall(left)
            ? new(
                "Take the input step out of the chain",
                OneByOne + "step",
                token => document.WithAsync(token, ChainSyntax.Remove(operand))
            )
            : null;
    }

    // With the comma before it: what is set comes after what the attribute is made with.
    private static TextChange[] Remove(AttributeArgumentSyntax argument, SourceText text) =>
        argument.GetFirstToken().GetPreviousToken() switch
        {
            { RawKind: (int)SyntaxKind.CommaToken } comma when text.IsBlank(TextSpan.FromBounds(comma.Span.End, argument.SpanStart)) =>
            [
                argument.Parent!.RemoveCode(TextSpan.FromBounds(comma.SpanStart, argument.Span.End)),
            ],
            { RawKind: (int)SyntaxKind.CommaToken } comma => [new(comma.Span, ""), argument.RemoveCode(argument.Span)],
            _ => [],
        };

    private static bool IsInputStep(SymbolInfo operand, CompilationReader reader) =>
        (operand.Symbol ?? operand.CandidateSymbols.FirstOrDefault()) is IMethodSymbol method
        && method.HasAttribute(reader.Known.InputStepAttribute);

    // The engine refuses a group without steps.
    private static bool IsAllOfCall(ExpressionSyntax left)
    {
        var chain = left;
        while (chain.Parent is BinaryExpressionSyntax or ParenthesizedExpressionSyntax)
        {
            chain = (ExpressionSyntax)chain.Parent;
        }

        return chain.Parent is ArgumentSyntax
            && chain
                .DescendantNodesAndSelf(static node => node is BinaryExpressionSyntax or ParenthesizedExpressionSyntax)
                .OfType<BinaryExpressionSyntax>()
                .Count() == 1;
    }
}
