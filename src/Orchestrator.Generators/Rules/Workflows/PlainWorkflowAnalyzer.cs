using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules.Workflows;

/// <summary>
/// ORCH1007: a plain workflow does not begin with <c>Start</c> and end with <c>Done</c>, or is a reconcile workflow; or another one lists
/// them.
/// </summary>
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

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, reader), SymbolKind.Method);

    private static void Analyze(SymbolAnalysisContext context, CompilationReader reader)
    {
        if (
            WorkflowDeclaration.TryRead(context.Symbol, reader) is not { } workflow
            || !WorkflowDeclaration.IsUsable(workflow.Method, reader)
            || workflow.Method.Locations is not [var location, ..]
        )
        {
            return;
        }

        if (workflow is { IsPlain: true, Target: WorkflowTarget.Reconcile })
        {
            Report(location, "a plain workflow takes no lock, and a reconcile workflow must; mark it [ReconcileWorkflow(...)]", []);
        }
        else if (new ChainWalker(ChainReader.Of(reader)).TryWalk(workflow.Method, context.CancellationToken) is { } steps)
        {
            AnalyzeSteps(steps);
        }

        void AnalyzeSteps(ImmutableArray<ChainStep> steps)
        {
            if (!workflow.IsPlain)
            {
                foreach (var step in steps.Where(step => BoundaryOf(step, reader) is not null))
                {
                    Report(
                        step.Place.GetLocation(),
                        $"it lists '{BoundaryOf(step, reader)}', which the engine puts around its steps itself; remove it",
                        []
                    );
                }

                return;
            }

            var missing = FindMissing(workflow, steps, reader);
            if (missing.Length > 0)
            {
                Report(
                    location,
                    "a plain workflow has nothing put around its steps, and this one has no "
                        + $"'{string.Join("' and no '", missing)}'; write 'Begin >> Start >> ... >> Done'",
                    missing
                );
            }

            // On a condition it ends the process early, which an author may want.
            foreach (
                var step in steps.Take(steps.Length - 1).Where(step => !step.Operand.IsConditional && BoundaryOf(step, reader) == Done)
            )
            {
                Report(step.Place.GetLocation(), "its 'Done' stands before other steps, which then never run; write it last", []);
            }
        }

        void Report(Location place, string problem, string[] missing) =>
            context.ReportDiagnostic(
                Diagnostic.Create(
                    DiagnosticDescriptors.WorkflowCannotComplete,
                    place,
                    missing.Length == 0
                        ? ImmutableDictionary<string, string?>.Empty
                        : ImmutableDictionary<string, string?>.Empty.Add(Missing, string.Join(";", missing)),
                    workflow.Name,
                    problem
                )
            );
    }

    /// <summary>Which of the first and the last step a plain workflow lacks; nothing for any other one.</summary>
    internal static string[] FindMissing(WorkflowDeclaration workflow, ImmutableArray<ChainStep> steps, CompilationReader reader) =>
        workflow.IsPlain
            ?
            [
                .. IsBoundary(steps.FirstOrDefault(), Start, reader) ? [] : (string[])[Start],
                .. IsBoundary(steps.LastOrDefault(), Done, reader) ? [] : (string[])[Done],
            ]
            : [];

    private static string? BoundaryOf(ChainStep step, CompilationReader reader) =>
        step.Operand switch
        {
            { Kind: ChainOperandKind.StepValue, Symbol: { Name: Start or Done } member }
                when KnownSymbols.Is(member.ContainingType, reader.Known.Workflow) => member.Name,
            { Published: { } published } when published.Id.Substring(published.Id.LastIndexOf('/') + 1) is var id => id
            == "orchestrator.start"
                ? Start
            : id == "orchestrator.done" ? Done
            : null,
            _ => null,
        };

    // A step value that the author has made may be either.
    private static bool IsBoundary(ChainStep? step, string name, CompilationReader reader) =>
        step is { Operand: { IsWrapped: false } operand }
        && (
            BoundaryOf(step, reader) == name
            || (operand.Kind == ChainOperandKind.StepValue && !KnownSymbols.Is(operand.Symbol?.ContainingType, reader.Known.Workflow))
        );
}
