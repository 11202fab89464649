using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Resources;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.WorkflowClasses;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules.Resources;

/// <summary>ORCH5006: a workflow applies an external resource twice, with nothing between that could change what is desired.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RepeatedApplyAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.ResourceIsAppliedTwice];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, reader), SymbolKind.Method);

    private static void Analyze(SymbolAnalysisContext context, CompilationReader reader)
    {
        if (WorkflowDeclaration.TryRead(context.Symbol, reader) is not { } workflow)
        {
            return;
        }

        var walker = new ChainWalker(ChainReader.Of(reader));
        var said = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var (step, use) in FindRepeated(walker.TryWalk(workflow.Method, context.CancellationToken) ?? [], reader))
        {
            said.Add(use.Resource.Type);
            Report(step.Place.GetLocation(), workflow.Name, use);
        }

        // Its chains may stand apart in the modify workflow, and follow each other here.
        if (
            ReconcilePlan.TryCreate(workflow, reader, context.CancellationToken) is { } plan
            && workflow.Method.Locations is [var location, ..]
        )
        {
            var steps = walker.TryWalk(plan.Uses, context.CancellationToken) ?? [];
            foreach (var (_, use) in FindRepeated(steps, reader).Where(repeated => said.Add(repeated.Use.Resource.Type)))
            {
                Report(location, plan.Name, use);
            }
        }

        void Report(Location place, string name, ResourceUse use) =>
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.ResourceIsAppliedTwice, place, name, use.Resource.Type.Name));
    }

    private static IEnumerable<(ChainStep Step, ResourceUse Use)> FindRepeated(IEnumerable<ChainStep> steps, CompilationReader reader)
    {
        var applied = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var step in steps)
        {
            var operand = step.Operand;
            if (operand.FindResource(reader) is not { } use)
            {
                if (MayChangeWhatIsDesired(operand, reader))
                {
                    applied.Clear();
                }
            }
            else if (use.Action == ResourceUse.Remove)
            {
                applied.Remove(use.Resource.Type);
            }
            else if (
                // What runs on a condition may be one of two cases, and a part of the state is another one each time.
                use.Action == ResourceUse.Apply
                && !operand.IsConditional
                && !operand.IsFocused
                && !applied.Add(use.Resource.Type)
            )
            {
                yield return (step, use);
            }
        }
    }

    private static bool MayChangeWhatIsDesired(ChainOperand operand, CompilationReader reader) =>
        operand switch
        {
            { Kind: ChainOperandKind.Step or ChainOperandKind.InputStep, Symbol: IMethodSymbol method } => MayGiveSubscription(
                StepFlowReader.Of(reader).Read(method, operand.Kind == ChainOperandKind.InputStep)
            ),
            { Published: { } published } => published.SetsStatus || MayGiveSubscription(published.Flow),
            { IsOfEngine: true } => false,
            _ => operand.Symbol?.Name != "StoreProcessSubscription",
        };

    private static bool MayGiveSubscription(StepFlow flow) => flow.GivesSubscription || flow.GivesAnything;
}
