using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Resources;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.WorkflowClasses;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules.Resources;

/// <summary>ORCH5010: a create workflow does not apply an external resource that the reconcile workflow of its product applies.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MissingApplyAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.ResourceIsNotCreated];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader)
    {
        var creates = new ConcurrentBag<WorkflowDeclaration>();
        var applied = new ConcurrentBag<(ITypeSymbol Product, string Workflow, ITypeSymbol Resource)>();
        context.RegisterSymbolAction(
            symbol =>
            {
                if (
                    WorkflowDeclaration.TryRead(symbol.Symbol, reader) is not { } workflow
                    || !WorkflowDeclaration.IsUsable(workflow.Method, reader)
                )
                {
                    return;
                }

                if (workflow.Target == WorkflowTarget.Create)
                {
                    creates.Add(workflow);
                    return;
                }

                foreach (var (name, resource) in FindApplied(workflow, reader, symbol.CancellationToken))
                {
                    foreach (var product in workflow.Products)
                    {
                        applied.Add((product, name, resource));
                    }
                }
            },
            SymbolKind.Method
        );
        context.RegisterCompilationEndAction(end => Report(end, reader, creates, applied));
    }

    private static void Report(
        CompilationAnalysisContext context,
        CompilationReader reader,
        ConcurrentBag<WorkflowDeclaration> creates,
        ConcurrentBag<(ITypeSymbol Product, string Workflow, ITypeSymbol Resource)> applied
    )
    {
        var byProduct = applied.ToLookup(static apply => apply.Product, (IEqualityComparer<ITypeSymbol>)SymbolEqualityComparer.Default);
        foreach (var create in creates)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (
                create.Method.Locations is not [var location, ..]
                || !create.Products.Any(byProduct.Contains)
                || new ChainWalker(ChainReader.Of(reader)).TryWalk(create.Method, context.CancellationToken) is not { } steps
                || steps.Any(step => step.Operand.MayActOutside(reader))
            )
            {
                continue;
            }

            var used = new HashSet<ITypeSymbol>(
                steps.Select(step => step.Operand.FindResource(reader)?.Resource.Type).OfType<ITypeSymbol>(),
                SymbolEqualityComparer.Default
            );
            foreach (
                var apply in create
                    .Products.SelectMany(product => byProduct[product])
                    .OrderBy(static apply => apply.Workflow, StringComparer.Ordinal)
                    .ThenBy(static apply => apply.Resource.Name, StringComparer.Ordinal)
                    .Where(apply => used.Add(apply.Resource))
            )
            {
                context.ReportDiagnostic(
                    Diagnostic.Create(
                        DiagnosticDescriptors.ResourceIsNotCreated,
                        location,
                        create.Name,
                        apply.Resource.Name,
                        apply.Workflow
                    )
                );
            }
        }
    }

    /// <summary>What a reconcile workflow, written or emitted, applies in any case and for each subscription.</summary>
    private static IEnumerable<(string Workflow, ITypeSymbol Resource)> FindApplied(
        WorkflowDeclaration workflow,
        CompilationReader reader,
        CancellationToken cancellationToken
    )
    {
        var walker = new ChainWalker(ChainReader.Of(reader));
        var plan = ReconcilePlan.TryCreate(workflow, reader, cancellationToken);
        var steps =
            workflow.Target == WorkflowTarget.Reconcile ? walker.TryWalk(workflow.Method, cancellationToken)
            : plan is null ? null
            : walker.TryWalk(plan.Uses, cancellationToken);
        return (steps ?? [])
            .Select(static step => step.Operand)
            .Where(static operand => !operand.IsConditional && !operand.IsFocused)
            .Select(operand => operand.FindResource(reader))
            .Where(static use => use is { Action: ResourceUse.Apply, Resource.IsAlwaysThere: true })
            .Select(use => (plan?.Name ?? workflow.Name, (ITypeSymbol)use!.Resource.Type));
    }
}
