using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Orchestrator.Generators.Parsing;

/// <summary>The reconcile workflow that a modify workflow gets.</summary>
/// <param name="Source">The modify workflow.</param>
/// <param name="MethodName">The name of the emitted method.</param>
/// <param name="Description">The text for menus.</param>
/// <param name="Chains">The marked chains that it runs, in order.</param>
/// <param name="Defaults">The step that it runs first; null when there is none.</param>
internal sealed record ReconcilePlan(
    WorkflowDeclaration Source,
    string MethodName,
    string Description,
    ImmutableArray<ISymbol> Chains,
    IMethodSymbol? Defaults)
{
    private const string Modify = "Modify";
    private const string Reconcile = "Reconcile";

    /// <summary>The name under which the emitted workflow is registered.</summary>
    public string Name => SnakeCase.Convert(MethodName);

    /// <summary>
    /// Plans the reconcile workflow of a modify workflow; null when it gets none: it is no modify workflow, it opts out, it uses no marked chain that its class can
    /// reach, its <c>Defaults</c> names no step, its name is none, or its class has a member of that name already.
    /// </summary>
    public static ReconcilePlan? TryCreate(WorkflowDeclaration workflow, KnownTypes known, CancellationToken cancellationToken) =>
        known.PlanOf(workflow.Method, () => Create(workflow, known, cancellationToken));

    /// <summary>The name that the reconcile workflow would have and that something else has; null when it is free, there is nothing to emit, or the author has written the reconcile workflow.</summary>
    public static string? FindTakenName(WorkflowDeclaration workflow, KnownTypes known, CancellationToken cancellationToken) =>
        TryCreate(workflow, known, cancellationToken) is null
        && Draft(workflow, known, cancellationToken) is { } plan
        && SyntaxFacts.IsValidIdentifier(plan.MethodName)
        && !workflow.Method.ContainingType.GetMembers(plan.MethodName).Any(member => WorkflowDeclaration.TryRead(member, known) is { Target: WorkflowTarget.Reconcile })
            ? plan.MethodName
            : null;

    private static ReconcilePlan? Create(WorkflowDeclaration workflow, KnownTypes known, CancellationToken cancellationToken) =>
        Draft(workflow, known, cancellationToken) is { } plan && SyntaxFacts.IsValidIdentifier(plan.MethodName) && IsFree(workflow.Method.ContainingType, plan.MethodName) ? plan : null;

    private static ReconcilePlan? Draft(WorkflowDeclaration workflow, KnownTypes known, CancellationToken cancellationToken)
    {
        if (workflow is not { Target: WorkflowTarget.Modify, Reconcile: true, IsPlain: false, Product: { } product, Description: { } description }
            || !WorkflowDeclaration.IsUsable(workflow.Method, known))
        {
            return null;
        }

        var host = workflow.Method.ContainingType;
        ImmutableArray<ISymbol> used =
        [
            .. known.Chains.FindExternalSystemSteps(workflow.Method, cancellationToken)
                .Where(chain => known.Compilation.IsSymbolAccessibleWithin(chain, host) && TypeUse.IsPossible(chain.ContainingType)),
        ];
        if (used.IsEmpty || !TryFindDefaults(workflow, known, out var defaults))
        {
            return null;
        }

        var name = Override(used, known, "Workflow") ?? NameFor(workflow.Method.Name, product.Name);
        return new(workflow, name, Override(used, known, "Description") ?? DescriptionFor(description), used, defaults);
    }

    /// <summary><c>ModifyX</c> gives <c>ReconcileX</c>; any other name gives <c>Reconcile</c> and the product type's name.</summary>
    public static string NameFor(string method, string productType) =>
        method.StartsWith(Modify, StringComparison.Ordinal) && method.Length > Modify.Length && !char.IsLower(method[Modify.Length])
            ? Reconcile + method.Substring(Modify.Length)
            : Reconcile + productType;

    /// <summary>A leading word <c>Modify</c> becomes <c>Reconcile</c>, the case of its first letter kept; any other text gets <c>Reconcile</c> in front.</summary>
    public static string DescriptionFor(string description)
    {
        var startsWithModify = description.Length >= Modify.Length
            && description[0] is 'M' or 'm'
            && string.CompareOrdinal(description, 1, Modify, 1, Modify.Length - 1) == 0
            && (description.Length == Modify.Length || !char.IsLetterOrDigit(description[Modify.Length]));
        return startsWithModify
            ? (description[0] == 'M' ? "R" : "r") + Reconcile.Substring(1) + description.Substring(Modify.Length)
            : Reconcile + " " + description;
    }

    private static string? Override(ImmutableArray<ISymbol> chains, KnownTypes known, string property) =>
        chains
            .Select(chain => chain.FindAttribute(known.ExternalSystemStepsAttribute)?.NamedValue(property) as string)
            .FirstOrDefault(static value => value is not null);

    private static bool TryFindDefaults(WorkflowDeclaration workflow, KnownTypes known, out IMethodSymbol? defaults)
    {
        defaults = null;
        if (workflow.Defaults is null)
        {
            return true;
        }

        if (workflow.Method.ContainingType.GetMembers(workflow.Defaults) is [IMethodSymbol { IsStatic: true } method] && method.HasAttribute(known.StepAttribute))
        {
            defaults = method;
        }

        return defaults is not null;
    }

    // Members that this generator emits are invisible here, but not to an analyzer, which sees the finished compilation.
    private static bool IsFree(INamedTypeSymbol host, string name) =>
        host.Name != name && host.GetMembers(name).All(static member => member.IsEmitted());
}
