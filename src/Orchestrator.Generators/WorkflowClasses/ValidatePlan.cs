using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Publishing;
using Orchestrator.Generators.Resources;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.WorkflowClasses;

/// <summary>The validate workflow that products get beside their reconcile workflow.</summary>
/// <param name="Source">The modify workflow.</param>
/// <param name="MethodName">The name of the emitted method.</param>
/// <param name="Description">The text for menus.</param>
/// <param name="Products">The products that have no validate workflow.</param>
/// <param name="Steps">The comparisons that it consists of.</param>
internal sealed record ValidatePlan(
    WorkflowDeclaration Source,
    string MethodName,
    string Description,
    ImmutableArray<ITypeSymbol> Products,
    ImmutableArray<ResourceUse> Steps
)
{
    private const string Validate = "Validate";

    /// <summary>The name under which the emitted workflow is registered.</summary>
    public string Name => SnakeCase.Convert(MethodName);

    /// <summary>
    /// Plans the validate workflow of a modify workflow; null when it gets none: it has no reconcile workflow that is emitted, its chains
    /// do something else than apply resources that can be read, or all its products have a validate workflow.
    /// </summary>
    public static ValidatePlan? TryCreate(WorkflowDeclaration workflow, CompilationReader reader, CancellationToken cancellationToken)
    {
        var plans = reader.Get(static _ => new Plans());
        return plans.TryGetValue(workflow.Method, out var plan)
            ? plan
            : plans.GetOrAdd(
                workflow.Method,
                ReconcilePlan.TryCreate(workflow, reader, cancellationToken) is { } reconcile
                    ? Create(reconcile, reader, cancellationToken)
                    : null
            );
    }

    private static ValidatePlan? Create(ReconcilePlan reconcile, CompilationReader reader, CancellationToken cancellationToken)
    {
        var source = reconcile.Source;
        var method = source.Method;
        var name = EmittedWorkflowNames.MethodFor(Validate, method.Name, source.Product!.Name);
        if (
            name == reconcile.MethodName
            || EmittedWorkflowNames.IsTaken(method.ContainingType, name)
            || Walk(reconcile, reader, cancellationToken) is not { Length: > 0 } walked
            || !walked.All(step => ValidateObstacle.IsComparable(step.Operand, method.ContainingType, reader))
        )
        {
            return null;
        }

        var validated = reader.Get(static reader => new ValidatedProducts(reader));
        ImmutableArray<ITypeSymbol> products = [.. source.Products.Where(product => !validated.Contains(product))];
        return products.IsEmpty
            ? null
            : new(source, name, EmittedWorkflowNames.DescriptionFor(Validate, source.Description!), products, FindSteps(walked, reader));
    }

    /// <summary>
    /// Finds the step of its reconcile workflow for which a modify workflow gets no validate workflow; null when there is none, or when it
    /// gets none for another reason.
    /// </summary>
    public static ValidateObstacle? FindObstacle(
        WorkflowDeclaration workflow,
        CompilationReader reader,
        CancellationToken cancellationToken
    ) =>
        ReconcilePlan.TryCreate(workflow, reader, cancellationToken) is { } reconcile
        && Walk(reconcile, reader, cancellationToken) is { } walked
            ? walked
                .Select(step => ValidateObstacle.Find(step.Operand, workflow.Method.ContainingType, reader))
                .OfType<ValidateObstacle>()
                .OrderByDescending(static obstacle => obstacle.IsReported)
                .FirstOrDefault()
            : null;

    private static ImmutableArray<ChainStep>? Walk(
        ReconcilePlan reconcile,
        CompilationReader reader,
        CancellationToken cancellationToken
    ) => new ChainWalker(ChainReader.Of(reader)).TryWalk(reconcile.Uses, cancellationToken);

    private static ImmutableArray<ResourceUse> FindSteps(ImmutableArray<ChainStep> walked, CompilationReader reader) =>
        [
            .. walked
                .Select(step => step.Operand.FindResource(reader))
                .OfType<ResourceUse>()
                .GroupBy(static use => use.Resource.Type, (IEqualityComparer<ITypeSymbol>)SymbolEqualityComparer.Default)
                .Select(static same => new ResourceUse(same.First().Resource, ResourceUse.Compare)),
        ];

    /// <summary>The plans of a compilation.</summary>
    private sealed class Plans() : ConcurrentDictionary<IMethodSymbol, ValidatePlan?>(SymbolEqualityComparer.Default);

    /// <summary>The products of which an author has written the validate workflow, here or in a referenced assembly.</summary>
    private sealed class ValidatedProducts(CompilationReader reader)
    {
        private readonly HashSet<ITypeSymbol> _products = new(
            PublishedWorkflows
                .Of(reader)
                .Where(static workflow => workflow.Target == WorkflowTarget.Validate)
                .SelectMany(static workflow => workflow.Products)
                .Concat(
                    reader
                        .Compilation.Assembly.GlobalNamespace.TypesInside()
                        .SelectMany(static type => type.GetMembers())
                        .Select(member => WorkflowDeclaration.TryRead(member, reader))
                        .Where(static workflow => workflow is { Target: WorkflowTarget.Validate } && !workflow.Method.IsEmitted())
                        .SelectMany(static workflow => workflow!.Products)
                ),
            SymbolEqualityComparer.Default
        );

        public bool Contains(ITypeSymbol product) => _products.Contains(product);
    }
}
