using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Resources;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules.Resources;

/// <summary>
/// ORCH5013: a modify workflow changes a value by which an external resource identifies its object, so that the object under the old key is
/// left behind. Only what is certain is said: both name the same member of the subscription.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ResourceIdentityAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.IdentityIsChanged];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader)
    {
        var resources = new ConcurrentBag<ResourceDeclaration>();
        context.RegisterSymbolAction(
            symbol =>
            {
                if (ResourceDeclaration.TryRead((INamedTypeSymbol)symbol.Symbol, reader) is { IsSet: false, Product: not null } resource)
                {
                    resources.Add(resource);
                }
            },
            SymbolKind.NamedType
        );
        CompilationWorkflows.Register(
            context,
            reader,
            (end, workflows) =>
                Report(end, reader, resources, [.. workflows.Usable.Where(static workflow => workflow.Target == WorkflowTarget.Modify)])
        );
    }

    private static void Report(
        CompilationAnalysisContext context,
        CompilationReader reader,
        ConcurrentBag<ResourceDeclaration> resources,
        IReadOnlyList<WorkflowDeclaration> workflows
    )
    {
        foreach (var resource in resources.OrderBy(static resource => resource.Id, StringComparer.Ordinal))
        {
            var key = SubscriptionPaths.FindReturned(resource.Type, "Identify", reader, context.CancellationToken);
            if (key.IsEmpty)
            {
                continue;
            }

            foreach (var workflow in workflows.Where(workflow => IsFor(workflow, resource)))
            {
                if (FindChange(workflow, resource, key, reader, context.CancellationToken) is var (step, member))
                {
                    context.ReportDiagnostic(
                        Diagnostic.Create(
                            DiagnosticDescriptors.IdentityIsChanged,
                            step.Place.GetLocation(),
                            workflow.Name,
                            member,
                            resource.Type.Name
                        )
                    );
                }
            }
        }
    }

    private static bool IsFor(WorkflowDeclaration workflow, ResourceDeclaration resource) =>
        workflow.Products.OfType<INamedTypeSymbol>().Any(product => product.IsOrDerivesFrom(resource.Product!));

    /// <summary>The step that changes the key, unless the object under the old one has been removed before.</summary>
    private static (ChainStep Step, string Member)? FindChange(
        WorkflowDeclaration workflow,
        ResourceDeclaration resource,
        ImmutableArray<string> key,
        CompilationReader reader,
        CancellationToken cancellationToken
    )
    {
        foreach (var step in new ChainWalker(ChainReader.Of(reader)).TryWalk(workflow.Method, cancellationToken) ?? [])
        {
            if (
                step.Operand.FindResource(reader) is { Action: ResourceUse.Remove } removed
                && SymbolEqualityComparer.Default.Equals(removed.Resource.Type, resource.Type)
            )
            {
                return null;
            }

            // A step that takes the key which the external system has assigned stores it for the first time, or again after a loss.
            if (
                step.Operand is { Kind: ChainOperandKind.Step, IsFocused: false, Symbol: IMethodSymbol method }
                && StepFlowReader.Of(reader).Read(method, isForm: false) is { TakesState: false } flow
                && !flow.Needs.Any(need => need.Key == resource.StateKey)
                && SubscriptionPaths.FindAssigned(method, resource.Product!, reader, cancellationToken).FirstOrDefault(key.Contains)
                    is { } member
            )
            {
                return (step, member);
            }
        }

        return null;
    }
}
