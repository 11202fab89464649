using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules.Workflows;

/// <summary>ORCH1002 for a chain or workflow that contains itself: it has no end, and the first use of it overflows the stack.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ChainCycleAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.ShapeCannotBeUsed];

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes known) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, known), SymbolKind.Method, SymbolKind.Property);

    private static void Analyze(SymbolAnalysisContext context, KnownTypes known)
    {
        var what = WorkflowDeclaration.TryRead(context.Symbol, known) is not null ? "Workflow" : known.Chains.IsChain(context.Symbol) ? "Chain" : null;
        if (what is not null && FindCycle(context.Symbol, known, context.CancellationToken) is { } problem && context.Symbol.Locations is [var location, ..])
        {
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.ShapeCannotBeUsed, location, what, context.Symbol.Name, problem));
        }
    }

    private static string? FindCycle(ISymbol chain, KnownTypes known, CancellationToken cancellationToken)
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var waiting = new Stack<ISymbol>([chain]);
        while (waiting.Count > 0)
        {
            var current = waiting.Pop();
            foreach (var operand in known.Chains.Read(current, cancellationToken) ?? [])
            {
                if (operand is not { Kind: ChainOperandKind.Chain, Symbol: { } inner })
                {
                    continue;
                }

                if (SymbolEqualityComparer.Default.Equals(inner, chain))
                {
                    return $"it contains itself{(SymbolEqualityComparer.Default.Equals(current, chain) ? "" : $", through '{current.Name}'")}, so that its steps have no end; remove it from its own steps";
                }

                if (seen.Add(inner))
                {
                    waiting.Push(inner);
                }
            }
        }

        return null;
    }
}
