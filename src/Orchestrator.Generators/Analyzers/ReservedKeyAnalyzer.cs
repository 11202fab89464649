using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Parsing;

namespace Orchestrator.Generators.Analyzers;

/// <summary>ORCH3004: a step or form writes a state key that is the engine's own.</summary>
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
        if (what.Length == 0 || method.Locations is not [var location, ..] || new ResultParser(known).TryParse(method, isForm, out _) is not { } result)
        {
            return;
        }

        foreach (var key in result.Keys.Select(static output => output.Key).Where(IsReserved).Distinct(StringComparer.Ordinal))
        {
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.KeyIsReserved, location, what, method.Name, key));
        }
    }

    private static bool IsReserved(string key) =>
        key is "process_id" or "reporter" or "workflow_name" or "workflow_target" || key.StartsWith("__", StringComparison.Ordinal);
}
