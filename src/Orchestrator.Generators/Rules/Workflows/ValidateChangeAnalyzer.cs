using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Resources;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules.Workflows;

/// <summary>ORCH1012: a validate workflow writes what it should only compare.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ValidateChangeAnalyzer : OrchestratorAnalyzer
{
    private const string SetsStatus = "it sets the subscription's status";
    private const string Leave = "Do it in a modify workflow";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.ValidateWorkflowWrites];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, reader), SymbolKind.Method);

    private static void Analyze(SymbolAnalysisContext context, CompilationReader reader)
    {
        if (
            WorkflowDeclaration.TryRead(context.Symbol, reader) is not { Target: WorkflowTarget.Validate } workflow
            || new ChainWalker(ChainReader.Of(reader)).TryWalk(workflow.Method, context.CancellationToken) is not { } steps
        )
        {
            return;
        }

        foreach (var step in steps)
        {
            if (FindWrite(step.Operand, reader, context.CancellationToken) is var (what, advice))
            {
                context.ReportDiagnostic(
                    Diagnostic.Create(DiagnosticDescriptors.ValidateWorkflowWrites, step.Place.GetLocation(), workflow.Name, what, advice)
                );
            }
        }
    }

    private static (string What, string Advice)? FindWrite(
        ChainOperand operand,
        CompilationReader reader,
        CancellationToken cancellationToken
    ) =>
        operand switch
        {
            { Published.SetsStatus: true } => (SetsStatus, Leave),
            { Kind: ChainOperandKind.StepValue, Symbol: IMethodSymbol { Name: "SetStatus" } method }
                when KnownSymbols.Is(method.ContainingType, reader.Known.Workflow) => (SetsStatus, Leave),
            { Kind: ChainOperandKind.Step, Symbol: IMethodSymbol step } when Saves(step, reader, cancellationToken) => (
                $"its step '{step.Name}' changes the subscription and returns it, which saves it",
                Leave
            ),
            _ when operand.FindResource(reader) is { Action: ResourceUse.Apply or ResourceUse.Remove } use => (
                $"it {(use.Action == ResourceUse.Apply ? "applies" : "removes")} external resource '{use.Resource.Type.Name}'",
                $"Write 'Compare<{use.Resource.Type.Name}>()', and let a reconcile correct what differs"
            ),
            _ => null,
        };

    // A step may return the subscription only to show it.
    private static bool Saves(IMethodSymbol step, CompilationReader reader, CancellationToken cancellationToken)
    {
        if (!StepFlowReader.Of(reader).Read(step, isForm: false).GivesSubscription)
        {
            return false;
        }

        var operations = MethodOperations.Of(reader).Find(step, cancellationToken);
        var mutation = new ModelMutation(operations, reader);
        return operations.Any(operation =>
            mutation.FindRoot(operation) is { } parameter
            && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, MethodOperations.Implemented(step))
        );
    }
}
