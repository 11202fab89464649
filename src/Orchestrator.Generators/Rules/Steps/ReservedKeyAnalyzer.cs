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

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, reader), SymbolKind.Method);

    private static void Analyze(SymbolAnalysisContext context, CompilationReader reader)
    {
        var method = (IMethodSymbol)context.Symbol;
        var (what, isForm) =
            method.HasAttribute(reader.Known.StepAttribute) ? ("Step", false)
            : method.HasAttribute(reader.Known.InputStepAttribute) ? ("Input step", true)
            : WorkflowDeclaration.IsForm(method, reader) ? ("Form", true)
            : ("", false);
        if (what.Length == 0 || method.Locations is not [var location, ..])
        {
            return;
        }

        if (new ResultParser(reader).Parse(method, isForm, out _).Value is { } result)
        {
            WorkflowTarget[] targets = isForm ? [.. WorkflowDeclaration.FindTargetsOfForm(method, reader)] : [];
            foreach (
                var key in result
                    .Keys.Select(static output => output.Key)
                    .Where(key => ReservedKeys.IsReserved(key) || targets.Any(target => ReservedKeys.IsChosenFirst(key, target)))
                    .Distinct(StringComparer.Ordinal)
            )
            {
                context.ReportDiagnostic(
                    Diagnostic.Create(
                        DiagnosticDescriptors.KeyIsReserved,
                        location,
                        what,
                        method.Name,
                        "writes",
                        key,
                        "Give the value another name"
                    )
                );
            }
        }

        if (!isForm && method.FindAttribute(reader.Known.StepAttribute) is { } step)
        {
            foreach (var key in StepFlowReader.RemovedBy(step).Where(ReservedKeys.IsKept))
            {
                context.ReportDiagnostic(
                    Diagnostic.Create(
                        DiagnosticDescriptors.KeyIsReserved,
                        step.FindPlace("Removes", context.CancellationToken) ?? location,
                        what,
                        method.Name,
                        "removes",
                        key,
                        "Take it out of Removes"
                    )
                );
            }
        }
    }
}
