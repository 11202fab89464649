using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.WorkflowClasses;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules.Reconcile;

/// <summary>ORCH2002: a reconcile workflow declares an input form, or its chain holds an input step.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReconcileInputAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.ReconcileWorkflowAsks];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, reader), SymbolKind.Method);

    private static void Analyze(SymbolAnalysisContext context, CompilationReader reader)
    {
        if (WorkflowDeclaration.TryRead(context.Symbol, reader) is not { } workflow)
        {
            return;
        }

        var chains = ChainReader.Of(reader);
        if (workflow.Target == WorkflowTarget.Reconcile)
        {
            AnalyzeForm(context, workflow);
            AnalyzeChain(context, workflow, workflow.Name, [workflow.Method], chains);
        }
        else if (ReconcilePlan.TryCreate(workflow, reader, context.CancellationToken) is { } plan)
        {
            AnalyzeChain(context, workflow, plan.Name, plan.Chains, chains);
        }
    }

    private static void AnalyzeForm(SymbolAnalysisContext context, WorkflowDeclaration workflow)
    {
        if (
            workflow.InputForm is not { } form
            || workflow.Attribute.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken) is not AttributeSyntax attribute
        )
        {
            return;
        }

        var argument = attribute.ArgumentList?.Arguments.FirstOrDefault(static argument =>
            argument.NameEquals?.Name.Identifier.ValueText == "InputForm"
        );
        Report(
            context,
            (argument ?? (SyntaxNode)attribute).GetLocation(),
            workflow,
            workflow.Name,
            $"it declares the input form '{form}'",
            "Remove InputForm; values that only a form would give can come from a step that is named by Defaults on the modify workflow"
        );
    }

    private static void AnalyzeChain(
        SymbolAnalysisContext context,
        WorkflowDeclaration workflow,
        string name,
        ImmutableArray<ISymbol> members,
        ChainReader chains
    )
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var waiting = new Queue<(ISymbol Member, SyntaxNode? Place)>(members.Select(static member => (member, (SyntaxNode?)null)));
        while (waiting.Count > 0)
        {
            // What cannot be read, because it is computed or compiled, is not guessed at.
            var (member, place) = waiting.Dequeue();
            if (!seen.Add(member))
            {
                continue;
            }

            if (chains.Read(member, context.CancellationToken) is not { } operands)
            {
                if (place is not null && chains.FindPublished(member)?.FirstOrDefault(static step => step.Asks) is { } asking)
                {
                    ReportStep(place, asking.Flow.Name);
                }

                continue;
            }

            foreach (var operand in operands)
            {
                if (operand is { Kind: ChainOperandKind.Chain, Symbol: { } inner })
                {
                    waiting.Enqueue((inner, operand.Syntax));
                }
                else if (operand.Kind == ChainOperandKind.InputStep)
                {
                    ReportStep(operand.Syntax, operand.Symbol!.Name);
                }
            }
        }

        void ReportStep(SyntaxNode place, string step) =>
            Report(
                context,
                place.GetLocation(),
                workflow,
                name,
                $"it runs the input step '{step}'",
                "Take the step out of the chain, and put it before the chain in the modify workflow"
            );
    }

    private static void Report(
        SymbolAnalysisContext context,
        Location location,
        WorkflowDeclaration workflow,
        string name,
        string problem,
        string fix
    ) =>
        context.ReportDiagnostic(
            Diagnostic.Create(
                DiagnosticDescriptors.ReconcileWorkflowAsks,
                location,
                name,
                string.Join("', '", workflow.Products.Select(static product => product.Name)),
                problem,
                fix
            )
        );
}
