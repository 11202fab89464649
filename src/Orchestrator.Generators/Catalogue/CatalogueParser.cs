using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Collections;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Shipping;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Views;
using Orchestrator.Generators.WorkflowClasses;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Catalogue;

/// <summary>Reads all workflows of a compilation for its catalogue.</summary>
internal sealed class CatalogueParser
{
    private readonly CompilationReader _reader;
    private readonly ChainWalker _walker;
    private readonly BindingParser _bindings;
    private readonly ResultParser _results;
    private readonly CancellationToken _cancellationToken;

    /// <summary>The classes of products, and those of them that workflows are about.</summary>
    private readonly List<INamedTypeSymbol> _products = [];
    private readonly HashSet<ITypeSymbol> _busy = new(SymbolEqualityComparer.Default);

    private CatalogueParser(CompilationReader reader, CancellationToken cancellationToken)
    {
        _reader = reader;
        _walker = new(ChainReader.Of(reader));
        _bindings = new(reader);
        _results = new(reader);
        _cancellationToken = cancellationToken;
    }

    public static CatalogueModel Parse(Compilation compilation, CancellationToken cancellationToken)
    {
        var reader = CompilationReader.Of(compilation);
        var parser = new CatalogueParser(reader, cancellationToken);
        CataloguedWorkflow[] workflows = reader.Known.HasRuntime ? [.. parser.FindWorkflows(compilation.Assembly.GlobalNamespace)] : [];
        return new(
            compilation.AssemblyName ?? "",
            workflows
                .OrderBy(static workflow => string.Join(", ", workflow.Products), StringComparer.Ordinal)
                .ThenBy(static workflow => workflow.Target)
                .ThenBy(static workflow => workflow.Name, StringComparer.Ordinal)
                .ToEquatableArray(),
            parser
                ._products.Where(type => !parser._busy.Contains(type))
                .Select(type => string.Join(", ", parser.NamesOf(type)))
                .OrderBy(static names => names, StringComparer.Ordinal)
                .ToEquatableArray()
        );
    }

    private IEnumerable<CataloguedWorkflow> FindWorkflows(INamespaceOrTypeSymbol container)
    {
        foreach (var member in container.GetMembers())
        {
            _cancellationToken.ThrowIfCancellationRequested();
            if (member is INamespaceOrTypeSymbol inner)
            {
                if (inner is INamedTypeSymbol type && type.HasAttribute(_reader.Known.ProductAttribute))
                {
                    _products.Add(type);
                }

                foreach (var workflow in FindWorkflows(inner))
                {
                    yield return workflow;
                }
            }
            else if (
                WorkflowDeclaration.TryRead(member, _reader) is { } declaration
                && WorkflowDeclaration.IsUsable(declaration.Method, _reader)
            )
            {
                var method = declaration.Method.ToDisplayString(SymbolFormats.ClassAndMember);
                yield return Create(
                    declaration,
                    declaration.Name,
                    declaration.Target,
                    declaration.Description ?? "",
                    declaration.Products,
                    $"`{method}`",
                    Steps(_walker.TryWalk(declaration.Method, _cancellationToken), defaults: null)
                );
                if (ReconcilePlan.TryCreate(declaration, _reader, _cancellationToken) is { } plan)
                {
                    yield return Create(
                        declaration,
                        plan.Name,
                        WorkflowTarget.Reconcile,
                        plan.Description,
                        declaration.Products,
                        $"emitted from `{method}`",
                        Steps(_walker.TryWalk(plan.Uses, _cancellationToken), plan.Defaults)
                    );
                }

                if (ValidatePlan.TryCreate(declaration, _reader, _cancellationToken) is { } validate)
                {
                    yield return Create(
                        declaration,
                        validate.Name,
                        WorkflowTarget.Validate,
                        validate.Description,
                        validate.Products,
                        $"emitted from `{method}`",
                        [.. validate.Steps.Select(static step => Describe(step.StepName, step.Flow, ChainSurroundings.None))]
                    );
                }
            }
        }
    }

    private CataloguedWorkflow Create(
        WorkflowDeclaration declaration,
        string name,
        WorkflowTarget target,
        string description,
        ImmutableArray<ITypeSymbol> products,
        string source,
        List<CataloguedStep>? steps
    )
    {
        var asks =
            target == declaration.Target
            && target != WorkflowTarget.Reconcile
            && declaration.InputForm is { } form
            && declaration.Method.ContainingType.GetMembers(form) is [IMethodSymbol method]
                ? _results.FindTypedKeys(method, isForm: true).Select(static key => key.Output.Key)
                : [];
        _busy.UnionWith(products);
        return new(
            products.SelectMany(NamesOf).ToEquatableArray(),
            name,
            target,
            description,
            source,
            asks.ToEquatableArray(),
            (steps ?? []).ToEquatableArray(),
            declaration.IsPlain,
            steps is not null
        );
    }

    /// <summary>The names of a class's products; its own name when it is none.</summary>
    private IEnumerable<string> NamesOf(ITypeSymbol type)
    {
        string[] names =
        [
            .. type.GetAttributes()
                .Where(attribute => KnownSymbols.Is(attribute.AttributeClass, _reader.Known.ProductAttribute))
                .Select(static attribute => attribute.PositionalValue(0) as string)
                .OfType<string>()
                .OrderBy(static name => name, StringComparer.Ordinal),
        ];
        return names.Length > 0 ? names : [type.Name];
    }

    private List<CataloguedStep>? Steps(ImmutableArray<ChainStep>? walked, IMethodSymbol? defaults) =>
        walked is not { } steps ? null
        : defaults is null ? [.. steps.Select(Describe)]
        : [Describe(defaults, isForm: false, ChainSurroundings.None), .. steps.Select(Describe)];

    private CataloguedStep Describe(ChainStep step) =>
        step.Operand switch
        {
            { Kind: ChainOperandKind.Step or ChainOperandKind.InputStep, Symbol: IMethodSymbol method } => Describe(
                method,
                step.Operand.Kind == ChainOperandKind.InputStep,
                step.Operand.Around
            ),
            { Published: { } published } operand => Describe(published.Name, published.Flow, operand.Around),
            { Kind: ChainOperandKind.Resource } operand when operand.FindResource(_reader) is { } use => Describe(
                use.StepName,
                use.Flow,
                operand.Around
            ),
            var operand => new(
                StepLine.TryName(step, _reader) is { } line ? line.Name : operand.Syntax.ToString(),
                AskedFor(operand.Around).ToEquatableArray(),
                default,
                operand.IsConditional,
                operand.Around.GroupName
            ),
        };

    /// <summary>A step of which is known what it takes and gives: one of another assembly, or one on an external resource.</summary>
    private static CataloguedStep Describe(string name, StepFlow flow, ChainSurroundings around)
    {
        var reads = flow.Needs.Select(Show).Concat(AskedFor(around)).Distinct();
        var writes = flow.GivesAnything
            ? ["keys that are computed"]
            : flow.Gives.Select(static gift => gift.IsSubscription ? "the subscription" : $"`{gift.Key}`");
        return new(name, reads.ToEquatableArray(), writes.ToEquatableArray(), around.IsConditional, around.GroupName);
    }

    /// <summary>The keys that the conditions around a step read.</summary>
    private static IEnumerable<string> AskedFor(ChainSurroundings around) =>
        around.Conditions.SelectMany(static condition => condition.Needs).Select(Show).Distinct();

    private static string Show(StepNeed need) => need.IsSubscription ? $"the {need.Type}" : $"`{need.Key}`";

    private CataloguedStep Describe(IMethodSymbol method, bool isForm, ChainSurroundings around)
    {
        var attribute = method.FindAttribute(_reader.Known.StepAttribute) ?? method.FindAttribute(_reader.Known.InputStepAttribute);
        var reads = method
            .Parameters.Select(parameter => (Parameter: parameter, Binding: _bindings.Parse(parameter, isForm).Value))
            .Where(static pair => pair.Binding?.Key.Length > 0)
            .Select(pair =>
                pair.Binding!.Kind is ParameterKind.Subscription or ParameterKind.OptionalSubscription
                    ? $"the {SubscriptionUse.TryRead(pair.Parameter.Type, _reader, pair.Parameter)?.Product.Name}"
                    : $"`{pair.Binding.Key}`"
            )
            .Concat(
                StepFlowReader
                    .Of(_reader)
                    .Read(method, isForm)
                    .Needs.Where(static need => need.IsReadByCode)
                    .Select(static need => $"`{need.Key}`")
            )
            .Concat(AskedFor(around))
            .Distinct();
        var result = _results.Parse(method, isForm, out _).Value;
        var writes = result?.Kind switch
        {
            ResultKind.Subscription => ["the subscription"],
            ResultKind.State => ["keys that are computed"],
            _ => _results
                .FindTypedKeys(method, isForm)
                .Select(static key => key.Output.IsSubscription ? "the subscription" : $"`{key.Output.Key}`"),
        };
        return new(
            attribute?.PositionalValue(0) as string ?? method.Name,
            reads.ToEquatableArray(),
            writes.ToEquatableArray(),
            around.IsConditional,
            around.GroupName
        );
    }
}
