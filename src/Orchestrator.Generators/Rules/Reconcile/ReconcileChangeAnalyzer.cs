using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.WorkflowClasses;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules.Reconcile;

/// <summary>ORCH2003: a reconcile workflow, or a chain that one is emitted from, changes the subscription in the core database.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReconcileChangeAnalyzer : OrchestratorAnalyzer
{
    private const string SetsStatus = "it sets the subscription's status";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [DiagnosticDescriptors.ReconcileChangesSubscription];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, reader), SymbolKind.Method, SymbolKind.Property);

    private static void Analyze(SymbolAnalysisContext context, CompilationReader reader)
    {
        var what =
            context.Symbol.HasAttribute(reader.Known.ExternalSystemStepsAttribute) ? $"The chain '{context.Symbol.Name}'"
            : WorkflowDeclaration.TryRead(context.Symbol, reader) is { Target: WorkflowTarget.Reconcile } workflow
                ? $"Reconcile workflow '{workflow.Name}'"
            : null;
        if (what is null)
        {
            AnalyzeDefaults(context, reader);
            return;
        }

        var chains = ChainReader.Of(reader);
        Analyze(context, reader, chains, what, context.Symbol, place: null, new HashSet<ISymbol>(SymbolEqualityComparer.Default));
    }

    // The step that the emitted reconcile workflow runs first is not part of a chain: only the modify workflow's attribute names it.
    private static void AnalyzeDefaults(SymbolAnalysisContext context, CompilationReader reader)
    {
        if (
            WorkflowDeclaration.TryRead(context.Symbol, reader) is { Defaults: not null } workflow
            && ReconcilePlan.TryCreate(workflow, reader, context.CancellationToken) is { Defaults: { } defaults } plan
            && ReturnsSubscription(defaults, reader)
            && workflow.Attribute.FindPlace("Defaults", context.CancellationToken) is { } place
        )
        {
            context.ReportDiagnostic(
                Diagnostic.Create(
                    DiagnosticDescriptors.ReconcileChangesSubscription,
                    place,
                    $"Reconcile workflow '{plan.Name}', which is emitted from '{workflow.Name}',",
                    ReturnsSubscription(defaults.Name)
                )
            );
        }
    }

    // A step that can be read is judged even when another one beside it is computed.
    private static void Analyze(
        SymbolAnalysisContext context,
        CompilationReader reader,
        ChainReader chains,
        string what,
        ISymbol member,
        SyntaxNode? place,
        HashSet<ISymbol> seen
    )
    {
        if (!seen.Add(member))
        {
            return;
        }

        if (chains.Read(member, context.CancellationToken) is not { } operands)
        {
            if (place is not null && chains.FindPublished(member)?.Select(FindChange).OfType<string>().FirstOrDefault() is { } published)
            {
                context.ReportDiagnostic(
                    Diagnostic.Create(DiagnosticDescriptors.ReconcileChangesSubscription, place.GetLocation(), what, published)
                );
            }

            return;
        }

        foreach (var operand in operands)
        {
            var at = place ?? operand.Syntax;
            if (operand is { Kind: ChainOperandKind.Chain, Symbol: { } inner })
            {
                // A marked chain is judged where it is declared.
                if (!inner.HasAttribute(reader.Known.ExternalSystemStepsAttribute))
                {
                    Analyze(context, reader, chains, what, inner, at, seen);
                }
            }
            else if (FindChange(operand, reader) is { } change)
            {
                context.ReportDiagnostic(
                    Diagnostic.Create(DiagnosticDescriptors.ReconcileChangesSubscription, at.GetLocation(), what, change)
                );
            }
        }
    }

    private static string? FindChange(PublishedStep step) =>
        step.SetsStatus ? SetsStatus
        : step.Flow.GivesSubscription ? ReturnsSubscription(step.Flow.Name)
        : null;

    private static string? FindChange(ChainOperand operand, CompilationReader reader) =>
        operand switch
        {
            { Kind: ChainOperandKind.StepValue, Symbol: IMethodSymbol { Name: "SetStatus" } method }
                when KnownSymbols.Is(method.ContainingType, reader.Known.Workflow) => SetsStatus,
            { Kind: ChainOperandKind.Step, Symbol: IMethodSymbol step } when ReturnsSubscription(step, reader) => ReturnsSubscription(
                step.Name
            ),
            _ => null,
        };

    private static string ReturnsSubscription(string step) => $"its step '{step}' returns the subscription, which saves it";

    private static bool ReturnsSubscription(IMethodSymbol step, CompilationReader reader) =>
        StepFlowReader.Of(reader).Read(step, isForm: false).GivesSubscription;
}
