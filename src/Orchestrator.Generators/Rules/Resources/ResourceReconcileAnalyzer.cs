using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Publishing;
using Orchestrator.Generators.Resources;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.WorkflowClasses;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules.Resources;

/// <summary>
/// ORCH5012: a create or modify workflow applies an external resource that the reconcile workflow of its product does not act on.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ResourceReconcileAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.ResourceIsNotReconciled];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        CompilationWorkflows.Register(context, reader, (end, workflows) => Report(end, reader, workflows.Usable));

    private static void Report(CompilationAnalysisContext context, CompilationReader reader, IReadOnlyList<WorkflowDeclaration> workflows)
    {
        var walker = new ChainWalker(ChainReader.Of(reader));
        var applying = workflows
            .Where(static workflow =>
                workflow.Target == WorkflowTarget.Create || workflow is { Target: WorkflowTarget.Modify, Reconcile: true }
            )
            .Select(workflow => (Workflow: workflow, Applied: FindApplied(workflow, walker, reader, context.CancellationToken)))
            .Where(static workflow => workflow.Applied.Length > 0)
            .ToArray();
        if (applying.Length == 0)
        {
            return;
        }

        var reconciles = FindReconciles(workflows, walker, reader, context.CancellationToken);
        foreach (var (workflow, applied) in applying)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            ProductReconcile[] others =
            [
                .. workflow.Products.Where(reconciles.ContainsKey).Select(product => reconciles[product]).OfType<ProductReconcile>(),
            ];
            foreach (var (resource, place) in applied)
            {
                if (others.FirstOrDefault(reconcile => reconcile.Leaves(resource, workflow)) is { } reconcile)
                {
                    context.ReportDiagnostic(
                        Diagnostic.Create(
                            DiagnosticDescriptors.ResourceIsNotReconciled,
                            place,
                            workflow.Name,
                            resource.Name,
                            reconcile.Name,
                            reconcile.Chain is { } chain && workflow.Target == WorkflowTarget.Modify
                                ? $"Move it into the chain '{chain}'"
                                : $"Apply it in '{reconcile.Chain ?? reconcile.Name}' too"
                        )
                    );
                }
            }
        }
    }

    /// <summary>The resources that a workflow applies in any case, each once; nothing where a part of it cannot be read.</summary>
    private static (INamedTypeSymbol Resource, Location Place)[] FindApplied(
        WorkflowDeclaration workflow,
        ChainWalker walker,
        CompilationReader reader,
        CancellationToken cancellationToken
    ) =>
        [
            .. (walker.TryWalk(workflow.Method, cancellationToken) ?? [])
                .Where(static step => !step.Operand.IsConditional && !step.Operand.IsFocused)
                .Select(step => (Use: step.Operand.FindResource(reader), step.Place))
                .Where(static step => step.Use is { Action: ResourceUse.Apply })
                .GroupBy(static step => step.Use!.Resource.Type, (IEqualityComparer<INamedTypeSymbol>)SymbolEqualityComparer.Default)
                .Select(static same => (same.Key, same.First().Place.GetLocation())),
        ];

    /// <summary>
    /// The resources on which the reconcile workflow of each product acts, written or emitted; null for a product of which one cannot be
    /// read.
    /// </summary>
    private static Dictionary<ITypeSymbol, ProductReconcile?> FindReconciles(
        IReadOnlyList<WorkflowDeclaration> workflows,
        ChainWalker walker,
        CompilationReader reader,
        CancellationToken cancellationToken
    )
    {
        var found = new Dictionary<ITypeSymbol, ProductReconcile?>(SymbolEqualityComparer.Default);
        foreach (
            var product in PublishedWorkflows
                .Of(reader)
                .Where(static published => published.Target == WorkflowTarget.Reconcile)
                .SelectMany(static published => published.Products)
        )
        {
            found[product] = null;
        }

        foreach (var workflow in workflows)
        {
            var plan = ReconcilePlan.TryCreate(workflow, reader, cancellationToken);
            if (plan is null && workflow.Target != WorkflowTarget.Reconcile)
            {
                continue;
            }

            var steps = plan is null ? walker.TryWalk(workflow.Method, cancellationToken) : walker.TryWalk(plan.Uses, cancellationToken);
            var reconcile = steps is null
                ? null
                : new ProductReconcile(
                    plan?.Name ?? workflow.Name,
                    plan?.Chains[plan.Chains.Length - 1].Name,
                    steps.Value.Select(step => step.Operand.FindResource(reader)?.Resource.Type).OfType<INamedTypeSymbol>(),
                    steps.Value.Any(step => step.Operand.MayActOutside(reader))
                );
            foreach (var product in workflow.Products)
            {
                // A second one is reported itself; what either acts on is reconciled.
                if (!found.TryGetValue(product, out var other))
                {
                    found.Add(product, reconcile);
                }
                else if (reconcile is null)
                {
                    found[product] = null;
                }
                else
                {
                    other?.Resources.UnionWith(reconcile.Resources);
                }
            }
        }

        return found;
    }

    /// <summary>What reconciles a product.</summary>
    private sealed class ProductReconcile(string name, string? chain, IEnumerable<INamedTypeSymbol> resources, bool mayActOutside)
    {
        /// <summary>The name of the workflow.</summary>
        public string Name { get; } = name;

        /// <summary>The last marked chain that it is emitted from; null of one that is written.</summary>
        public string? Chain { get; } = chain;

        /// <summary>What it acts on.</summary>
        public HashSet<INamedTypeSymbol> Resources { get; } = new(resources, SymbolEqualityComparer.Default);

        /// <summary>
        /// True when it does not act on a resource that a workflow applies. A plain step of it may write what a create workflow applies; a
        /// modify workflow runs that step too.
        /// </summary>
        public bool Leaves(INamedTypeSymbol resource, WorkflowDeclaration workflow) =>
            !Resources.Contains(resource) && !(mayActOutside && workflow.Target == WorkflowTarget.Create);
    }
}
