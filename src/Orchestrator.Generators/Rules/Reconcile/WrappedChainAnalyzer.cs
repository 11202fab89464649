using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules.Reconcile;

/// <summary>
/// ORCH2007: a modify workflow runs its chain of external-system steps on a condition or on a part of the state, which the reconcile
/// workflow emitted from it would not.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WrappedChainAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.ChainIsWrapped];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, reader), SymbolKind.Method);

    private static void Analyze(SymbolAnalysisContext context, CompilationReader reader)
    {
        if (
            WorkflowDeclaration.TryRead(context.Symbol, reader)
                is { Target: WorkflowTarget.Modify, Reconcile: true, IsPlain: false } workflow
            && WorkflowDeclaration.IsUsable(workflow.Method, reader)
            && ChainReader.Of(reader).FindWrappedExternalSystemSteps(workflow.Method, context.CancellationToken)
                is { Wrapper: { } wrapper } use
        )
        {
            context.ReportDiagnostic(
                Diagnostic.Create(DiagnosticDescriptors.ChainIsWrapped, use.Place.GetLocation(), workflow.Name, use.Chain.Name, wrapper)
            );
        }
    }
}
