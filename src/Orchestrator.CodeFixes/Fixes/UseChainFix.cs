using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Orchestrator.CodeFixes.Editing;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Rules.Reconcile;

namespace Orchestrator.CodeFixes.Fixes;

/// <summary>ORCH2004: puts the chain in the place of the steps that repeat it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseChainFix))]
[Shared]
public sealed class UseChainFix() : SourceFix(DiagnosticIds.ChainIsRepeated)
{
    private protected override async Task<Fix?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        // With the chain the workflow gives its product a reconcile workflow: there must be no other.
        if (
            await WorkflowPlace.FindAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } place
            || !diagnostic.Properties.TryGetValue(RepeatedChainAnalyzer.Chain, out var chain)
            || chain is null
            || !int.TryParse(
                PropertyOf(diagnostic, RepeatedChainAnalyzer.Count),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var count
            )
            || ChainReader.Of(place.Reader).Read(place.Workflow.Method, cancellationToken) is not { } operands
            || place.HasReconcileWorkflow()
        )
        {
            return null;
        }

        var repeated = operands
            .Select(static operand => operand.Syntax)
            .SkipWhile(operand => operand.Span != diagnostic.Location.SourceSpan)
            .Take(count)
            .ToArray();
        return
            repeated.Length == count
            && ChainSyntax.RunOf(repeated) is { } run
            && ChainSyntax.Replace(await place.RootAsync(cancellationToken).ConfigureAwait(false), run, chain) is { } changes
            ? new($"Use '{chain}'", nameof(UseChainFix), token => document.WithAsync(token, changes))
            : null;
    }
}
