using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Parsing;

namespace Orchestrator.Generators.Analyzers;

/// <summary>ORCH1005: two different steps of one workflow have the same name, so that its log does not tell them apart, or the same identity.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StepNameAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.StepNameIsAmbiguous, DiagnosticDescriptors.StepIdIsAmbiguous];

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes known) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, known), SymbolKind.Method);

    private static void Analyze(SymbolAnalysisContext context, KnownTypes known)
    {
        if (WorkflowDeclaration.TryRead(context.Symbol, known) is not { } workflow
            || new ChainWalker(known.Chains).TryWalk(workflow.Method, context.CancellationToken) is not { } steps)
        {
            return;
        }

        // The same step twice is wanted: it does the same and may well have the same name.
        var names = new Dictionary<string, ISymbol>(StringComparer.Ordinal);
        var ids = new Dictionary<string, ISymbol>(StringComparer.Ordinal);
        foreach (var step in steps)
        {
            if (step.Operand.Symbol is not { } method || NameOf(method, known) is not { } name)
            {
                continue;
            }

            Report(DiagnosticDescriptors.StepNameIsAmbiguous, names, name);
            if (StepLine.TryName([step], known) is [var line])
            {
                Report(DiagnosticDescriptors.StepIdIsAmbiguous, ids, line.Id);
            }

            void Report(DiagnosticDescriptor descriptor, Dictionary<string, ISymbol> first, string text)
            {
                if (!first.TryGetValue(text, out var earlier))
                {
                    first.Add(text, method);
                }
                else if (!SymbolEqualityComparer.Default.Equals(earlier, method))
                {
                    context.ReportDiagnostic(Diagnostic.Create(
                        descriptor,
                        step.Place.GetLocation(),
                        workflow.Name,
                        earlier.ToDisplayString(SymbolFormats.ClassAndMember),
                        method.ToDisplayString(SymbolFormats.ClassAndMember),
                        text));
                }
            }
        }
    }

    private static string? NameOf(ISymbol step, KnownTypes known) =>
        (step.FindAttribute(known.StepAttribute) ?? step.FindAttribute(known.InputStepAttribute))?.PositionalValue(0) as string;
}
