using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Orchestrator.CodeFixes.Editing;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Rules.Workflows;

namespace Orchestrator.CodeFixes.Fixes;

/// <summary>
/// ORCH1007: writes <c>StoreProcessSubscription</c> after the step that returns the subscription, or the <c>Start</c> and <c>Done</c> that
/// a plain workflow lacks.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CompleteWorkflowFix))]
[Shared]
public sealed class CompleteWorkflowFix() : SourceFix(DiagnosticIds.WorkflowCannotComplete)
{
    private const string StoreProcessSubscription = nameof(StoreProcessSubscription);

    private protected override async Task<Fix?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (
            await WorkflowPlace.FindAsync(document, diagnostic, cancellationToken).ConfigureAwait(false)
            is not { Body: { } body, Reader.Known.Workflow: { } words } place
        )
        {
            return null;
        }

        if (diagnostic.Properties.TryGetValue(CreateWorkflowAnalyzer.After, out var after))
        {
            return
                int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                && place.FindOperand(count - 1, cancellationToken) is { } made
                ? new(
                    "Link the process to the subscription",
                    nameof(CreateWorkflowAnalyzer),
                    token => document.WithAsync(token, ChainSyntax.InsertAfter(made, place.Names.Member(words, StoreProcessSubscription)))
                )
                : null;
        }

        return diagnostic.Properties.TryGetValue(PlainWorkflowAnalyzer.Missing, out var missing) && missing is not null
            ? new(
                $"Write {missing.Replace(";", " and ")}",
                nameof(PlainWorkflowAnalyzer),
                token => document.WithAsync(token, Complete(place, body, words, missing.Split(';')))
            )
            : null;
    }

    private static TextChange[] Complete(WorkflowPlace place, ExpressionSyntax body, INamedTypeSymbol words, string[] missing)
    {
        var names = missing.Select(name => place.Names.Member(words, name)).ToArray();
        return place.IsBegin(body)
            ? [ChainSyntax.Append(body, names)]
            :
            [
                .. missing.Zip(
                    names,
                    (step, name) => step == PlainWorkflowAnalyzer.Start ? place.InsertFirst(body, name) : ChainSyntax.Append(body, name)
                ),
            ];
    }
}
