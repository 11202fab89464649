using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Workflows;

/// <summary>
/// ORCH1013: a method returns the steps of a workflow, and neither has a workflow attribute nor is used in a chain, so that no one can
/// start it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnusedStepsAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.StepsAreNotUsed];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        CompilationWorkflows.Register(context, reader, (end, workflows) => Report(end, reader, workflows));

    private static void Report(CompilationAnalysisContext context, CompilationReader reader, CompilationWorkflows workflows)
    {
        foreach (var method in workflows.Unmarked.Where(UnusedSteps.Of(reader).IsUnused))
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (method.Locations is [var location, ..])
            {
                context.ReportDiagnostic(
                    Diagnostic.Create(
                        DiagnosticDescriptors.StepsAreNotUsed,
                        location,
                        method.Name,
                        FindMeant(method, reader, context.CancellationToken)
                            ?? "If it is a workflow, put [CreateWorkflow], [ModifyWorkflow], [TerminateWorkflow], [ValidateWorkflow], "
                                + "[ReconcileWorkflow] or [Workflow] on it; otherwise use it in a chain, or remove it"
                    )
                );
            }
        }
    }

    /// <summary>The attribute that a method is named after, as in <c>TerminateNode</c>; null for any other name.</summary>
    private static string? FindMeant(ISymbol method, CompilationReader reader, CancellationToken cancellationToken) =>
        MeantWorkflow.Find(method, reader, cancellationToken) is { } meant
            ? $"Put [{meant.Kind}Workflow(typeof({meant.Product.Name}), \"{meant.Description}\")] on it"
            : null;
}
