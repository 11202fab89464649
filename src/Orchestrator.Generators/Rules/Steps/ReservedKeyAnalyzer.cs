using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.StateKeys;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules.Steps;

/// <summary>ORCH3004: a step or form writes a state key that is the engine's own, or takes it out of the state.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReservedKeyAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.KeyIsReserved];

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes known) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, known), SymbolKind.Method);

    private static void Analyze(SymbolAnalysisContext context, KnownTypes known)
    {
        var method = (IMethodSymbol)context.Symbol;
        var (what, isForm) = method.HasAttribute(known.StepAttribute) ? ("Step", false)
            : method.HasAttribute(known.InputStepAttribute) ? ("Input step", true)
            : WorkflowDeclaration.IsForm(method, known) ? ("Form", true)
            : ("", false);
        if (what.Length == 0 || method.Locations is not [var location, ..])
        {
            return;
        }

        if (new ResultParser(known).Parse(method, isForm, out _).Value is { } result)
        {
            foreach (var key in result.Keys.Select(static output => output.Key).Where(ReservedKeys.IsReserved).Distinct(StringComparer.Ordinal))
            {
                context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.KeyIsReserved, location, what, method.Name, "writes", key, "Give the value another name"));
            }
        }

        if (!isForm && method.FindAttribute(known.StepAttribute) is { } step)
        {
            foreach (var key in StepFlowReader.RemovedBy(step).Where(ReservedKeys.IsKept))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.KeyIsReserved,
                    step.FindPlace("Removes", context.CancellationToken) ?? location,
                    what,
                    method.Name,
                    "removes",
                    key,
                    "Take it out of Removes"));
            }
        }
    }
}
