using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Parsing;

namespace Orchestrator.Generators.Analyzers;

/// <summary>
/// ORCH3003: a step needs a state key that nothing before it in its workflow provides, or that has another type. ORCH2006: the reconcile workflow that is emitted
/// from a modify workflow needs a key that only the modify workflow has.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StateFlowAnalyzer : OrchestratorAnalyzer
{
    /// <summary>The property of an ORCH2006 with the missing keys, each as <c>parameter name:type</c>, separated by semicolons.</summary>
    public const string Missing = nameof(Missing);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.KeyIsMissing, DiagnosticDescriptors.ReconcileKeyIsMissing];

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes known) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, known), SymbolKind.Method);

    private static void Analyze(SymbolAnalysisContext context, KnownTypes known)
    {
        var chains = known.Chains;
        var walker = new ChainWalker(chains);
        if (WorkflowDeclaration.TryRead(context.Symbol, known) is not { } workflow || walker.TryWalk(workflow.Method, context.CancellationToken) is not { } steps)
        {
            return;
        }

        var flow = new StateFlow(known, workflow.Target, workflow.Products);
        if (workflow.InputForm is { } form && workflow.Method.ContainingType.GetMembers(form) is [IMethodSymbol method])
        {
            // A form is bound before the process exists, which the first page makes possible; what it asks of the state is the first page's.
            flow.Run(method, isForm: true);
        }

        AnalyzeWorkflow(context, workflow, steps, flow);
        if (ReconcilePlan.TryCreate(workflow, known, context.CancellationToken) is { } plan)
        {
            AnalyzeReconcile(context, plan, walker, known, flow);
        }
    }

    private static void AnalyzeWorkflow(SymbolAnalysisContext context, WorkflowDeclaration workflow, ImmutableArray<ChainStep> steps, StateFlow flow)
    {
        foreach (var step in steps)
        {
            foreach (var gap in flow.Run(step.Operand))
            {
                context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.KeyIsMissing, step.Place.GetLocation(), workflow.Name, gap.Step, Describe(gap, workflow)));
            }
        }
    }

    private static void AnalyzeReconcile(SymbolAnalysisContext context, ReconcilePlan plan, ChainWalker walker, KnownTypes known, StateFlow modify)
    {
        var flow = new StateFlow(known, WorkflowTarget.Reconcile, plan.Source.Products);
        if (plan.Defaults is { } defaults)
        {
            flow.Run(defaults, isForm: false);
        }

        var missing = new Dictionary<string, StateGap>(StringComparer.Ordinal);
        foreach (var chain in plan.Chains)
        {
            if (walker.TryWalk(chain, context.CancellationToken) is not { } steps)
            {
                return;
            }

            foreach (var step in steps)
            {
                foreach (var gap in flow.Run(step.Operand))
                {
                    // A key that the modify workflow does not have either is ORCH3003.
                    if (gap.Kind == StateGapKind.Missing && modify.Keys.ContainsKey(gap.Need.Key) && !missing.ContainsKey(gap.Need.Key))
                    {
                        missing.Add(gap.Need.Key, gap);
                    }
                }
            }
        }

        if (missing.Count > 0 && plan.Source.Method.Locations is [var location, ..])
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.ReconcileKeyIsMissing,
                location,
                ImmutableDictionary<string, string?>.Empty.Add(
                    Missing,
                    string.Join(";", missing.Values.Select(static gap => $"{gap.Need.Parameter}:{gap.Need.Type}"))),
                plan.Name,
                string.Join(", ", missing.Select(pair => $"'{pair.Key}' (of {modify.Keys[pair.Key].Origin}, for '{pair.Value.Step}')"))));
        }
    }

    private static string Describe(StateGap gap, WorkflowDeclaration workflow) => gap.Kind switch
    {
        StateGapKind.Missing => $"needs the state key '{gap.Need.Key}', which nothing before it provides; let a step before it or the form return it, or give the parameter a default",
        StateGapKind.OtherType => $"needs the state key '{gap.Need.Key}' as '{gap.Need.Type}', but {gap.Given!.Origin} provides it as '{gap.Given.Type}'",
        StateGapKind.Nullable => $"needs the state key '{gap.Need.Key}', but {gap.Given!.Origin} may provide null; make the parameter nullable, or give it a default",
        StateGapKind.NoSubscription => $"needs the subscription '{gap.Need.Parameter}', but no step before it has returned one; construct it first",
        _ => $"needs a '{gap.Need.Type}', but the workflow is for {string.Join(", ", workflow.Products.Select(static product => $"'{product.Name}'"))}",
    };
}
