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

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, reader), SymbolKind.Method, SymbolKind.Property);

    private static void Analyze(SymbolAnalysisContext context, CompilationReader reader)
    {
        var what =
            WorkflowDeclaration.TryRead(context.Symbol, reader) is not null ? "Workflow"
            : ChainReader.Of(reader).IsChain(context.Symbol) ? "Chain"
            : null;
        if (
            what is not null
            && FindCycle(context.Symbol, reader, context.CancellationToken) is { } problem
            && context.Symbol.Locations is [var location, ..]
        )
        {
            context.ReportDiagnostic(
                Diagnostic.Create(DiagnosticDescriptors.ShapeCannotBeUsed, location, what, context.Symbol.Name, problem)
            );
        }
    }

    private static string? FindCycle(ISymbol chain, CompilationReader reader, CancellationToken cancellationToken)
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var waiting = new Stack<ISymbol>([chain]);
        while (waiting.Count > 0)
        {
            var current = waiting.Pop();
            foreach (var operand in ChainReader.Of(reader).Read(current, cancellationToken) ?? [])
            {
                if (operand is not { Kind: ChainOperandKind.Chain, Symbol: { } inner })
                {
                    continue;
                }

                if (SymbolEqualityComparer.Default.Equals(inner, chain))
                {
                    return "it contains "
                        + $"itself{(SymbolEqualityComparer.Default.Equals(current, chain) ? "" : $", through '{current.Name}'")}, so that "
                        + "its steps have no end; remove it from its own steps";
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
