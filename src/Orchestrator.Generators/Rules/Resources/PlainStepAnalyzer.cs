using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Resources;

/// <summary>
/// ORCH5003: a chain of external-system steps holds a plain step, of which a plan cannot tell what it would change. Only a project that has
/// external resources hears of it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PlainStepAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.PlanCannotTell];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader)
    {
        var hasResources = new Lazy<bool>(() =>
            reader.Compilation.Assembly.GlobalNamespace.TypesInside().Any(type => type.HasAttribute(reader.Known.ExternalResourceAttribute))
        );
        context.RegisterSymbolAction(
            symbol => Analyze(symbol, reader, hasResources),
            SymbolKind.Method,
            SymbolKind.Property,
            SymbolKind.Field
        );
    }

    private static void Analyze(SymbolAnalysisContext context, CompilationReader reader, Lazy<bool> hasResources)
    {
        if (
            !context.Symbol.HasAttribute(reader.Known.ExternalSystemStepsAttribute)
            || new ChainWalker(ChainReader.Of(reader)).TryWalk(context.Symbol, context.CancellationToken) is not { } steps
        )
        {
            return;
        }

        // A chain of another assembly is for that one to report.
        foreach (
            var step in steps
                .Where(static step => step.Operand is { Kind: ChainOperandKind.Step, Symbol: IMethodSymbol })
                .GroupBy(static step => step.Place)
                .Select(static same => same.First())
        )
        {
            if (!hasResources.Value)
            {
                return;
            }

            context.ReportDiagnostic(
                Diagnostic.Create(
                    DiagnosticDescriptors.PlanCannotTell,
                    step.Place.GetLocation(),
                    context.Symbol.Name,
                    step.Operand.Symbol!.Name
                )
            );
        }
    }
}
