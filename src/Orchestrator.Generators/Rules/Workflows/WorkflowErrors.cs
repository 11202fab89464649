using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.WorkflowClasses;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules.Workflows;

/// <summary>
/// Says whether the steps of a workflow are about to change, because the compiler or another rule refuses them. What is said of the steps
/// as they are would then be a second diagnostic for one mistake, and following it another one.
/// </summary>
internal static class WorkflowErrors
{
    /// <summary>True when an error is reported for the workflow, its steps, or the reconcile workflow that is emitted from it.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="steps">Its steps.</param>
    /// <param name="reader">Reads the compilation.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static bool Are(
        WorkflowDeclaration workflow,
        ImmutableArray<ChainStep> steps,
        CompilationReader reader,
        CancellationToken cancellationToken
    )
    {
        var plan = ReconcilePlan.Parse(workflow, reader, cancellationToken);
        return !plan.Refusals.IsEmpty
            || (workflow.InputForm is { } form && workflow.Method.ContainingType.GetMembers(form).IsEmpty)
            || CreateSteps.AreNotLinked(workflow, steps, reader)
            || PlainWorkflowAnalyzer.FindMissing(workflow, steps, reader).Length > 0
            || FindReconcileSteps(workflow, steps, plan.Value, reader, cancellationToken)
                .Any(step => ValidateObstacle.Find(step.Operand, workflow.Method.ContainingType, reader) is { IsReported: true })
            || workflow.Method.DeclaringSyntaxReferences.Any(reference =>
                reader.Compilation.ContainsSyntaxTree(reference.SyntaxTree)
                && reader
                    .ModelOf(reference.SyntaxTree)
                    .GetDiagnostics(reference.Span, cancellationToken)
                    .Any(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            );
    }

    private static ImmutableArray<ChainStep> FindReconcileSteps(
        WorkflowDeclaration workflow,
        ImmutableArray<ChainStep> steps,
        ReconcilePlan? plan,
        CompilationReader reader,
        CancellationToken cancellationToken
    ) =>
        workflow.Target == WorkflowTarget.Reconcile ? steps
        : plan is null ? []
        : new ChainWalker(ChainReader.Of(reader)).TryWalk(plan.Uses, cancellationToken) ?? [];
}
