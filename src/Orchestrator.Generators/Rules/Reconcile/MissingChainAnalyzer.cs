using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Reconcile;

/// <summary>
/// ORCH2005: a modify workflow uses no <c>[ExternalSystemSteps]</c> chain, though it applies an external resource or ends in steps that
/// could be one.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MissingChainAnalyzer : OrchestratorAnalyzer
{
    /// <summary>The property that says how many operands at the end of the workflow are meant.</summary>
    public const string Count = nameof(Count);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [DiagnosticDescriptors.NoExternalSystemSteps, DiagnosticDescriptors.ResourceWithoutReconcile];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, reader), SymbolKind.Method);

    private static void Analyze(SymbolAnalysisContext context, CompilationReader reader)
    {
        if (
            UnchainedModify.TryRead(context.Symbol, reader, context.CancellationToken) is not { Workflow: var workflow } modify
            || workflow.Products.IsEmpty
            || !workflow.Products.All(reader.Known.IsSubscriptionModel)
            || workflow.Method.Locations is not [var location, ..]
            || modify.FindRepeated(context.CancellationToken) is not null
        )
        {
            return;
        }

        var trailing = modify.FindTrailing(context.CancellationToken);
        var products = string.Join(", ", workflow.Products.Select(static product => $"'{product.Name}'"));
        var unmarked = trailing.FirstOrDefault(static operand => operand.Kind == ChainOperandKind.Chain);
        var count = trailing.TakeWhile(static operand => operand.Kind != ChainOperandKind.Chain).Count();
        if (modify.AppliesUnreconciled(context.CancellationToken))
        {
            var advice = unmarked is null
                ? "Move the steps that update external systems into such a chain"
                : $"Mark the chain '{unmarked.Symbol!.Name}' with [ExternalSystemSteps]"
                    + (trailing.Length > 1 ? ", with all steps that update external systems in it" : "");
            context.ReportDiagnostic(
                Diagnostic.Create(
                    DiagnosticDescriptors.ResourceWithoutReconcile,
                    location,
                    unmarked is null && count > 0 ? CountOf(count) : ImmutableDictionary<string, string?>.Empty,
                    workflow.Name,
                    products,
                    advice
                )
            );
        }
        else if (count > 0)
        {
            context.ReportDiagnostic(
                Diagnostic.Create(DiagnosticDescriptors.NoExternalSystemSteps, location, CountOf(count), workflow.Name, products)
            );
        }
    }

    private static ImmutableDictionary<string, string?> CountOf(int steps) =>
        ImmutableDictionary<string, string?>.Empty.Add(Count, steps.ToString(CultureInfo.InvariantCulture));
}
