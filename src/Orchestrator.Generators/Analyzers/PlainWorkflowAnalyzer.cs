using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Parsing;

namespace Orchestrator.Generators.Analyzers;

/// <summary>ORCH1007: a plain workflow does not begin with <c>Start</c> and end with <c>Done</c>, or is a reconcile workflow.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PlainWorkflowAnalyzer : OrchestratorAnalyzer
{
    /// <summary>The property that names the missing steps, separated by a semicolon.</summary>
    public const string Missing = nameof(Missing);

    /// <summary>The step that a plain workflow begins with.</summary>
    public const string Start = nameof(Start);

    /// <summary>The step that a plain workflow ends with.</summary>
    public const string Done = nameof(Done);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.WorkflowCannotComplete];

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes known) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, known), SymbolKind.Method);

    private static void Analyze(SymbolAnalysisContext context, KnownTypes known)
    {
        if (WorkflowDeclaration.TryRead(context.Symbol, known) is not { IsPlain: true } workflow
            || !WorkflowDeclaration.IsUsable(workflow.Method, known)
            || workflow.Method.Locations is not [var location, ..])
        {
            return;
        }

        if (workflow.Target == WorkflowTarget.Reconcile)
        {
            Report("a plain workflow takes no lock, and a reconcile workflow must; mark it [ReconcileWorkflow(...)]", []);
        }
        else if (new ChainWalker(known.Chains).TryWalk(workflow.Method, context.CancellationToken) is { } steps)
        {
            string[] missing = [.. IsBoundary(steps.FirstOrDefault(), Start, known) ? [] : (string[])[Start], .. IsBoundary(steps.LastOrDefault(), Done, known) ? [] : (string[])[Done]];
            if (missing.Length > 0)
            {
                Report($"a plain workflow has nothing put around its steps, and this one has no '{string.Join("' and no '", missing)}'; write 'Begin >> Start >> ... >> Done'", missing);
            }
        }

        void Report(string problem, string[] missing) => context.ReportDiagnostic(Diagnostic.Create(
            DiagnosticDescriptors.WorkflowCannotComplete,
            location,
            missing.Length == 0 ? ImmutableDictionary<string, string?>.Empty : ImmutableDictionary<string, string?>.Empty.Add(Missing, string.Join(";", missing)),
            workflow.Name,
            problem));
    }

    // A step of somebody else's making may be either.
    private static bool IsBoundary(ChainStep? step, string name, KnownTypes known) =>
        step?.Operand is { Kind: ChainOperandKind.StepValue, IsWrapped: false } operand
        && (!KnownTypes.Is(operand.Symbol?.ContainingType, known.Workflow) || operand.Symbol!.Name == name);
}
