using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Refusals;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.WorkflowClasses;

/// <summary>The reconcile workflow that a modify workflow gets.</summary>
/// <param name="Source">The modify workflow.</param>
/// <param name="MethodName">The name of the emitted method.</param>
/// <param name="Description">The text for menus.</param>
/// <param name="Uses">Where the modify workflow uses the marked chains that it runs, in order.</param>
/// <param name="Defaults">The step that it runs first; null when there is none.</param>
internal sealed record ReconcilePlan(
    WorkflowDeclaration Source,
    string MethodName,
    string Description,
    ImmutableArray<ChainUse> Uses,
    IMethodSymbol? Defaults
)
{
    private const string Reconcile = "Reconcile";

    /// <summary>The marked chains that it runs, in order.</summary>
    public ImmutableArray<ISymbol> Chains { get; } = [.. Uses.Select(static use => use.Chain)];

    /// <summary>The name under which the emitted workflow is registered.</summary>
    public string Name => SnakeCase.Convert(MethodName);

    /// <summary>Plans the reconcile workflow of a modify workflow; null when it gets none, for whatever reason.</summary>
    public static ReconcilePlan? TryCreate(WorkflowDeclaration workflow, CompilationReader reader, CancellationToken cancellationToken) =>
        Parse(workflow, reader, cancellationToken).Value;

    /// <summary>
    /// Plans the reconcile workflow of a modify workflow; nothing when none is wanted: it is not a modify workflow, it opts out, it uses no
    /// marked chain, or the author has written the reconcile workflow.
    /// </summary>
    public static Parsed<ReconcilePlan> Parse(WorkflowDeclaration workflow, CompilationReader reader, CancellationToken cancellationToken)
    {
        var plans = reader.Get(static _ => new Plans());
        return plans.TryGetValue(workflow.Method, out var plan)
            ? plan
            : plans.GetOrAdd(workflow.Method, Create(workflow, reader, cancellationToken));
    }

    private static Parsed<ReconcilePlan> Create(WorkflowDeclaration workflow, CompilationReader reader, CancellationToken cancellationToken)
    {
        if (workflow is not { Target: WorkflowTarget.Modify, IsPlain: false })
        {
            return default;
        }

        if (FindDefaultsRefusal(workflow, reader) is { } noDefaults)
        {
            return noDefaults;
        }

        if (
            workflow is not { Reconcile: true, Product: { } product, Description: { } description }
            || !WorkflowDeclaration.IsUsable(workflow.Method, reader)
        )
        {
            return default;
        }

        var uses = ChainReader.Of(reader).FindExternalSystemSteps(workflow.Method, cancellationToken);
        ImmutableArray<ISymbol> chains = [.. uses.Select(static use => use.Chain)];
        if (chains.IsEmpty)
        {
            return default;
        }

        if (chains.Any(chain => chain.FindAttribute(reader.Known.ExternalSystemStepsAttribute)?.HasUnreadable() == true))
        {
            return new Refusal(RefusalKind.ReportedByCompiler, workflow.Method);
        }

        // It would not do what the modify workflow does: ORCH2007.
        if (ChainReader.Of(reader).FindWrappedExternalSystemSteps(workflow.Method, cancellationToken) is not null)
        {
            return new Refusal(RefusalKind.ReportedElsewhere, workflow.Method);
        }

        if (chains.FirstOrDefault(chain => !IsReachable(chain, workflow.Method.ContainingType, reader)) is { } hidden)
        {
            // A chain of an extension block is refused where it stands.
            return new Refusal(
                MethodShape.IsInExtensionBlock(hidden) ? RefusalKind.ReportedElsewhere : RefusalKind.ChainNotReachable,
                workflow.Method,
                hidden.ToDisplayString(SymbolFormats.ClassAndMember)
            );
        }

        foreach (var property in new[] { "Workflow", "Description" })
        {
            string[] written = [.. OverridesOf(chains, reader, property).Distinct(StringComparer.Ordinal)];
            if (written.Length > 1)
            {
                return new Refusal(RefusalKind.ReconcileNamesDiffer, workflow.Method, $"{property} '{string.Join("' and '", written)}'");
            }
        }

        var name =
            OverridesOf(chains, reader, "Workflow").FirstOrDefault()
            ?? EmittedWorkflowNames.MethodFor(Reconcile, workflow.Method.Name, product.Name);
        if (!SyntaxFacts.IsValidIdentifier(name))
        {
            return new Refusal(RefusalKind.ReportedElsewhere, workflow.Method);
        }

        if (EmittedWorkflowNames.IsTaken(workflow.Method.ContainingType, name))
        {
            if (IsWritten(workflow, name, reader))
            {
                return default;
            }

            return new Refusal(RefusalKind.ReconcileNameTaken, workflow.Method, name);
        }

        var defaults = workflow.Defaults is { } step ? (IMethodSymbol)workflow.Method.ContainingType.GetMembers(step)[0] : null;
        return new ReconcilePlan(
            workflow,
            name,
            OverridesOf(chains, reader, "Description").FirstOrDefault() ?? EmittedWorkflowNames.DescriptionFor(Reconcile, description),
            uses,
            defaults
        );
    }

    private static bool IsReachable(ISymbol chain, INamedTypeSymbol host, CompilationReader reader) =>
        reader.Compilation.IsSymbolAccessibleWithin(chain, host) && TypeUse.IsPossible(chain.ContainingType, reader);

    /// <summary>
    /// True when the author has written a reconcile workflow of this name, and for all products that the emitted one would be for.
    /// </summary>
    private static bool IsWritten(WorkflowDeclaration workflow, string name, CompilationReader reader) =>
        workflow
            .Method.ContainingType.GetMembers(name)
            .Any(member =>
                WorkflowDeclaration.TryRead(member, reader) is { Target: WorkflowTarget.Reconcile } written
                && workflow.Products.All(product => written.Products.Contains(product, SymbolEqualityComparer.Default))
            );

    private static Refusal? FindDefaultsRefusal(WorkflowDeclaration workflow, CompilationReader reader)
    {
        if (workflow.Defaults is not { } defaults)
        {
            return null;
        }

        RefusalKind? kind = workflow.Method.ContainingType.GetMembers(defaults) switch
        {
            [] => RefusalKind.DefaultsAreMissing,
            [IMethodSymbol method] when method.HasAttribute(reader.Known.StepAttribute) => method.IsStatic
                ? null
                : RefusalKind.ReportedElsewhere,
            [IMethodSymbol] => RefusalKind.DefaultsNotMarked,
            [_] => RefusalKind.DefaultsAreNoMethod,
            _ => RefusalKind.DefaultsAreAmbiguous,
        };
        return kind is { } problem ? new(problem, workflow.Method, Argument: "Defaults", Value: defaults) : null;
    }

    private static IEnumerable<string> OverridesOf(ImmutableArray<ISymbol> chains, CompilationReader reader, string property) =>
        chains
            .Select(chain => chain.FindAttribute(reader.Known.ExternalSystemStepsAttribute)?.NamedValue(property) as string)
            .OfType<string>();

    /// <summary>The plans of a compilation.</summary>
    private sealed class Plans() : ConcurrentDictionary<IMethodSymbol, Parsed<ReconcilePlan>>(SymbolEqualityComparer.Default);
}
