using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Publishing;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.WorkflowClasses;

/// <summary>The products that have a reconcile workflow, written or emitted, here or in a referenced assembly.</summary>
internal sealed class ReconciledProducts
{
    private readonly HashSet<ITypeSymbol> _products;

    private ReconciledProducts(CompilationReader reader)
    {
        _products = new(
            PublishedWorkflows
                .Of(reader)
                .Where(static published => published.Target == WorkflowTarget.Reconcile)
                .SelectMany(static published => published.Products),
            SymbolEqualityComparer.Default
        );
        foreach (var type in reader.Compilation.Assembly.GlobalNamespace.TypesInside())
        {
            foreach (var member in type.GetMembers())
            {
                if (
                    WorkflowDeclaration.TryRead(member, reader) is { } workflow
                    && (
                        workflow.Target == WorkflowTarget.Reconcile
                        || ReconcilePlan.TryCreate(workflow, reader, CancellationToken.None) is not null
                    )
                )
                {
                    _products.UnionWith(workflow.Products);
                }
            }
        }
    }

    /// <summary>Those of a compilation. All workflows are read for it, so a rule asks only where it would report something.</summary>
    public static ReconciledProducts Of(CompilationReader reader) => reader.Get(static reader => new ReconciledProducts(reader));

    /// <summary>True when one of some products has a reconcile workflow.</summary>
    public bool HasAny(ImmutableArray<ITypeSymbol> products) => _products.Overlaps(products);
}
