using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Publishing;
using Orchestrator.Generators.Resources;
using Orchestrator.Generators.Rules.Reconcile;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.WorkflowClasses;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules.Workflows;

/// <summary>ORCH4003: a product has a create workflow but no terminate or no validate workflow.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LifecycleCoverageAnalyzer : OrchestratorAnalyzer
{
    private static readonly WorkflowTarget[] Wanted = [WorkflowTarget.Terminate, WorkflowTarget.Validate];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.WorkflowIsMissing];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader)
    {
        // A library may leave the rest to an assembly that it does not know; the application sees all of them.
        if (
            reader.Compilation.Options.OutputKind
            is not (OutputKind.ConsoleApplication or OutputKind.WindowsApplication or OutputKind.WindowsRuntimeApplication)
        )
        {
            return;
        }

        CompilationWorkflows.Register(
            context,
            reader,
            (end, workflows) =>
            {
                // What the compiler or another rule refuses may be the workflow that is missing.
                if (
                    !workflows.All.Any(workflow => IsUnreadable(workflow, reader, end.CancellationToken))
                    && !workflows.Unmarked.Any(method => MayBeWorkflow(method, reader))
                )
                {
                    Report(end, reader, workflows.All);
                }
            }
        );
    }

    // A create workflow that makes nothing may be meant as one of another kind.
    private static bool IsUnreadable(WorkflowDeclaration workflow, CompilationReader reader, CancellationToken cancellationToken) =>
        workflow.NamesUnseenType
        || workflow.Attribute.HasUnreadable()
        || workflow.NamesOtherThanProducts(reader.Known)
        || (
            workflow.Target == WorkflowTarget.Create
            && new ChainWalker(ChainReader.Of(reader)).TryWalk(workflow.Method, cancellationToken) is { } steps
            && CreateSteps.MakeNothing(workflow, steps, reader)
        );

    private static bool MayBeWorkflow(ISymbol method, CompilationReader reader) =>
        method.HasUnknownAttribute() || UnusedSteps.Of(reader).IsUnused(method);

    private static void Report(CompilationAnalysisContext context, CompilationReader reader, IReadOnlyCollection<WorkflowDeclaration> own)
    {
        var creates = own.Where(workflow =>
                workflow.Target == WorkflowTarget.Create && WorkflowDeclaration.IsUsable(workflow.Method, reader)
            )
            .ToArray();
        if (creates.Length == 0)
        {
            return;
        }

        var targets = own.SelectMany(static workflow => workflow.Products.Select(product => (product, workflow.Target)))
            .Concat(
                own.Select(workflow => ValidatePlan.TryCreate(workflow, reader, context.CancellationToken))
                    .SelectMany(static plan => plan?.Products ?? [])
                    .Select(static product => (product, Target: WorkflowTarget.Validate))
            )
            .Concat(
                PublishedWorkflows.Of(reader).SelectMany(static workflow => workflow.Products.Select(product => (product, workflow.Target)))
            )
            .ToLookup(
                static pair => pair.product,
                static pair => pair.Target,
                (IEqualityComparer<ITypeSymbol>)SymbolEqualityComparer.Default
            );
        var byProduct = own.SelectMany(static workflow => workflow.Products.Select(product => (product, workflow)))
            .ToLookup(
                static pair => pair.product,
                static pair => pair.workflow,
                (IEqualityComparer<ITypeSymbol>)SymbolEqualityComparer.Default
            );
        foreach (var create in creates)
        {
            foreach (var product in create.Products)
            {
                context.CancellationToken.ThrowIfCancellationRequested();
                var missing = Wanted.Except(targets[product]).ToList();
                string? reason = null;
                if (missing.Contains(WorkflowTarget.Validate))
                {
                    WorkflowDeclaration[] workflows =
                    [
                        .. byProduct[product].OrderBy(static workflow => workflow.Name, StringComparer.Ordinal),
                    ];
                    var obstacles = workflows
                        .Select(workflow => (workflow.Name, ValidatePlan.FindObstacle(workflow, reader, context.CancellationToken)))
                        .Where(static found => found.Item2 is not null)
                        .ToArray();
                    reason = obstacles is [var (workflow, obstacle), ..]
                        ? $". None is emitted from '{workflow}', because {obstacle!.Problem}"
                        : FindUnusedChain(workflows, product, reader, context.CancellationToken);
                    if (
                        obstacles.Any(static found => found.Item2!.IsReported)
                        || !IsValidateWanted(workflows, reader, context.CancellationToken)
                    )
                    {
                        missing.Remove(WorkflowTarget.Validate);
                        reason = null;
                    }
                }

                if (missing.Count > 0 && create.Method.Locations is [var location, ..])
                {
                    context.ReportDiagnostic(
                        Diagnostic.Create(
                            DiagnosticDescriptors.WorkflowIsMissing,
                            location,
                            product.Name,
                            create.Name,
                            string.Join(" and no ", missing.Select(static target => target.ToString().ToLowerInvariant())),
                            missing is [var one]
                                ? $"it, or its subscriptions cannot be {(one == WorkflowTarget.Terminate ? "ended" : "checked")}"
                                : "them, or its subscriptions can be neither ended nor checked",
                            reason ?? ""
                        )
                    );
                }
            }
        }
    }

    /// <summary>Names the chain from which a reconcile and a validate workflow would be emitted, if a modify workflow used it.</summary>
    private static string? FindUnusedChain(
        WorkflowDeclaration[] workflows,
        ITypeSymbol product,
        CompilationReader reader,
        CancellationToken cancellationToken
    ) =>
        workflows.Any(workflow => ReconcilePlan.TryCreate(workflow, reader, cancellationToken) is not null)
            ? null
            : workflows
                .Select(workflow =>
                    UnchainedModify
                        .TryRead(workflow, reader, cancellationToken)
                        ?.FindChains()
                        .FirstOrDefault(chain => Applies(chain, product, reader, cancellationToken))
                        is { } chain
                        ? $". None is emitted, because '{workflow.Name}' does not use the chain '{chain.Name}'; "
                            + $"write '>> {chain.Name}' in it"
                        : null
                )
                .FirstOrDefault(static reason => reason is not null);

    private static bool Applies(ISymbol chain, ITypeSymbol product, CompilationReader reader, CancellationToken cancellationToken) =>
        new ChainWalker(ChainReader.Of(reader))
            .TryWalk(chain, cancellationToken)
            ?.Any(step =>
                step.Operand.FindResource(reader) is { Action: ResourceUse.Apply, Resource.Product: { } described }
                && product.IsOrDerivesFrom(described)
            ) == true;

    /// <summary>
    /// True for a product with external resources, which can be compared, unless another rule says why no reconcile workflow is emitted:
    /// with that corrected, a validate workflow may be emitted too.
    /// </summary>
    private static bool IsValidateWanted(WorkflowDeclaration[] workflows, CompilationReader reader, CancellationToken cancellationToken) =>
        !workflows.Any(workflow =>
            IsUnknown(workflow, reader, cancellationToken)
            || !ReconcilePlan.Parse(workflow, reader, cancellationToken).Refusals.IsEmpty
            || UnchainedModify.TryRead(workflow, reader, cancellationToken)?.ShouldUseChain(cancellationToken) == true
        )
        && workflows.Any(workflow =>
            new ChainWalker(ChainReader.Of(reader))
                .TryWalk(workflow.Method, cancellationToken)
                ?.Any(step => step.Operand.FindResource(reader) is not null) == true
        );

    // A modify workflow that is refused itself, or whose chain names, or is marked by, what does not exist.
    private static bool IsUnknown(WorkflowDeclaration workflow, CompilationReader reader, CancellationToken cancellationToken) =>
        workflow is { Target: WorkflowTarget.Modify, Reconcile: true }
        && (
            !WorkflowDeclaration.IsUsable(workflow.Method, reader)
            || new ChainWalker(ChainReader.Of(reader)).TryWalk(workflow.Method, cancellationToken) is null
            || ChainReader
                .Of(reader)
                .Read(workflow.Method, cancellationToken)
                ?.Any(static operand => operand is { Kind: ChainOperandKind.Chain, Symbol: { } chain } && chain.HasUnknownAttribute())
                == true
        );
}
