using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Workflows;

/// <summary>A method with a workflow attribute, as it is written; nothing of it is checked yet.</summary>
/// <param name="Method">The method.</param>
/// <param name="Attribute">The workflow attribute.</param>
/// <param name="Target">What the workflow does.</param>
/// <param name="Product">The product type; null while it is missing or is not a type.</param>
/// <param name="AlsoFor">The further product types.</param>
/// <param name="Description">The text for menus; null while it is missing.</param>
/// <param name="InputForm">The name of the form method.</param>
/// <param name="Defaults">The name of the step that the emitted reconcile workflow runs first.</param>
/// <param name="Policy">The policy under which it is started; null for none.</param>
/// <param name="RetryPolicy">The policy under which it is retried; null for the same.</param>
/// <param name="IsPlain">True for a workflow that runs exactly the steps that it lists.</param>
/// <param name="OneAtATime">True when no process of it may be started while another one is unfinished.</param>
/// <param name="Reconcile">False when the author wants no reconcile workflow from this one.</param>
internal sealed record WorkflowDeclaration(
    IMethodSymbol Method,
    AttributeData Attribute,
    WorkflowTarget Target,
    ITypeSymbol? Product,
    ImmutableArray<ITypeSymbol> AlsoFor,
    string? Description,
    string? InputForm,
    string? Defaults,
    string? Policy,
    string? RetryPolicy,
    bool IsPlain,
    bool OneAtATime,
    bool Reconcile
)
{
    /// <summary>False when it says no target that a workflow can have, so that it is taken for one that is about no product.</summary>
    public bool HasTarget { get; private init; }

    /// <summary>True when it names a type that the compilation does not have.</summary>
    public bool NamesUnseenType { get; private init; }

    /// <summary>The argument that lists null among the products; null for none.</summary>
    public string? NamesNull { get; private init; }

    /// <summary>The name under which the workflow is registered.</summary>
    public string Name => SnakeCase.Convert(Method.Name);

    /// <summary>The product and the further products, each once, in the order written.</summary>
    public ImmutableArray<ITypeSymbol> Products =>
        Product is null ? AlsoFor : [.. AlsoFor.Insert(0, Product).Distinct<ITypeSymbol>(SymbolEqualityComparer.Default)];

    /// <summary>True when it names a class that is not a product, of which nothing can be said before it names one.</summary>
    public bool NamesOtherThanProducts(KnownSymbols known) => !Products.All(known.IsSubscriptionModel);

    /// <summary>Reads the workflow attribute of a method, of a partial one as its definition; null when it has none.</summary>
    public static WorkflowDeclaration? TryRead(ISymbol symbol, CompilationReader reader) =>
        symbol is IMethodSymbol { MethodKind: MethodKind.Ordinary, CanBeReferencedByName: true } method && !method.GetAttributes().IsEmpty
            ? reader.Get(static reader => new Declarations(reader))[method.PartialDefinitionPart ?? method]
            : null;

    private static WorkflowDeclaration? Read(IMethodSymbol method, KnownSymbols known)
    {
        // Of a method that is marked as several things no one knows which it is: ORCH1002.
        if (known.WorkflowDeclarationAttribute is not { } root || MethodMarks.FindConflict(method, known).Count > 0)
        {
            return null;
        }

        foreach (var attribute in method.GetAttributes())
        {
            if (!SymbolEqualityComparer.Default.Equals(attribute.AttributeClass?.BaseType, root))
            {
                continue;
            }

            if (KnownSymbols.Is(attribute.AttributeClass, known.WorkflowAttribute))
            {
                return Create(PlainTargetOf(attribute), attribute.PositionalValues(2), isPlain: true);
            }

            if (TargetOf(attribute.AttributeClass, known) is { } target)
            {
                return Create(target, [attribute.PositionalConstant(0)], isPlain: false);
            }

            WorkflowDeclaration Create(WorkflowTarget? target, ImmutableArray<TypedConstant> products, bool isPlain) =>
                new(
                    method,
                    attribute,
                    target ?? WorkflowTarget.System,
                    TypesOf(products).FirstOrDefault(),
                    [.. TypesOf(products).Skip(1), .. TypesOf(attribute.NamedValues("AlsoFor"))],
                    attribute.PositionalValue(1) as string,
                    attribute.NamedValue("InputForm") as string,
                    attribute.NamedValue("Defaults") as string,
                    attribute.NamedValue("Policy") as string,
                    attribute.NamedValue("RetryPolicy") as string,
                    isPlain,
                    attribute.NamedValue("OneAtATime") is true,
                    attribute.NamedValue("Reconcile") is not false
                )
                {
                    HasTarget = target is not null,
                    NamesNull =
                        attribute.NamedValues("AlsoFor").Any(static product => product.IsNull) ? "AlsoFor"
                        : isPlain && products.Any(static product => product.IsNull) ? "products"
                        : null,
                    NamesUnseenType = products
                        .Concat(attribute.NamedValues("AlsoFor"))
                        .Any(static product =>
                            product.Kind == TypedConstantKind.Error || product.Scalar() is ITypeSymbol { TypeKind: TypeKind.Error }
                        ),
                };
        }

        return null;
    }

    /// <summary>
    /// True for a static, parameterless, non-generic method that returns a step list and may be called: what a workflow and a chain method
    /// must be.
    /// </summary>
    public static bool IsUsable(IMethodSymbol method, CompilationReader reader) => MethodShape.FindListRefusal(method, reader) is null;

    /// <summary>True for a method that a workflow of the same class names as its form.</summary>
    public static bool IsForm(IMethodSymbol method, CompilationReader reader) =>
        method.MethodKind == MethodKind.Ordinary && FindTargetsOfForm(method, reader).Any();

    /// <summary>The targets of the workflows of the same class that name a method as their form.</summary>
    public static IEnumerable<WorkflowTarget> FindTargetsOfForm(IMethodSymbol method, CompilationReader reader) =>
        method.ContainingType is { } type ? reader.Get(static reader => new Forms(reader))[type][method.Name] : [];

    private static ImmutableArray<ITypeSymbol> TypesOf(ImmutableArray<TypedConstant> values) =>
        [
            .. values
                .Where(static value => value.Kind == TypedConstantKind.Type)
                .Select(static value => TypeOf(value.Scalar()))
                .OfType<ITypeSymbol>(),
        ];

    private static ITypeSymbol? TypeOf(object? value) => value is ITypeSymbol { TypeKind: not TypeKind.Error } type ? type : null;

    private static WorkflowTarget? PlainTargetOf(AttributeData attribute) =>
        attribute.PositionalValue(0) is int value ? WorkflowTargets.OfValue(attribute.PositionalConstant(0).Type, value) : null;

    private static WorkflowTarget? TargetOf(INamedTypeSymbol? attribute, KnownSymbols known) =>
        KnownSymbols.Is(attribute, known.ModifyWorkflowAttribute) ? WorkflowTarget.Modify
        : KnownSymbols.Is(attribute, known.CreateWorkflowAttribute) ? WorkflowTarget.Create
        : KnownSymbols.Is(attribute, known.TerminateWorkflowAttribute) ? WorkflowTarget.Terminate
        : KnownSymbols.Is(attribute, known.ValidateWorkflowAttribute) ? WorkflowTarget.Validate
        : KnownSymbols.Is(attribute, known.ReconcileWorkflowAttribute) ? WorkflowTarget.Reconcile
        : null;

    /// <summary>The declarations of a compilation.</summary>
    private sealed class Declarations(CompilationReader reader)
        : Memo<IMethodSymbol, WorkflowDeclaration?>(method => Read(method, reader.Known));

    /// <summary>The names that the workflows of each class give as their forms.</summary>
    private sealed class Forms(CompilationReader reader)
        : Memo<INamedTypeSymbol, ILookup<string, WorkflowTarget>>(type =>
            type.GetMembers()
                .Select(member => TryRead(member, reader))
                .OfType<WorkflowDeclaration>()
                .Where(static workflow => workflow.InputForm is not null)
                .ToLookup(static workflow => workflow.InputForm!, static workflow => workflow.Target, StringComparer.Ordinal)
        );
}
