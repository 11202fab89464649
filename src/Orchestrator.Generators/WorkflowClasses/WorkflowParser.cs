using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Collections;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Refusals;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.WorkflowClasses;

/// <summary>Reads a method with a workflow attribute, and the workflows that are emitted from it.</summary>
internal sealed class WorkflowParser(CompilationReader reader)
{
    private readonly BindingParser _bindings = new(reader);

    /// <summary>Reads the workflow itself.</summary>
    public Parsed<WorkflowModel> Parse(WorkflowDeclaration declaration, CancellationToken cancellationToken)
    {
        var refusals = ImmutableArray.CreateBuilder<Refusal>();
        if (MethodShape.FindListRefusal(declaration.Method, reader) is { } shape)
        {
            refusals.Add(shape);
        }

        refusals.AddRange(FindAttributeRefusals(declaration));

        // A reconcile workflow asks nothing: ORCH2002 refuses its form, and one error is enough.
        var form = declaration is { InputForm: { } formName, Target: not WorkflowTarget.Reconcile }
            ? ParseForm(declaration, formName)
            : default;

        // A workflow that lost its questions would do something else than its author wrote.
        refusals.AddRange(form.Refusals);
        return refusals.Count > 0
            ? refusals.ToImmutable()
            : CreateWorkflow(
                declaration,
                declaration.Name,
                declaration.Target,
                declaration.Description!,
                declaration.Products,
                EmittedNames.Inside(declaration.Method.ContainingType, declaration.Method.Name),
                form.Value,
                ChainReader.Of(reader).FindExternalSystemSteps(declaration.Method, cancellationToken).Select(static use => use.Chain)
            );
    }

    /// <summary>Reads the reconcile workflow that a modify workflow gets; nothing when it gets none.</summary>
    public Parsed<ReconcileModel> ParseReconcile(WorkflowDeclaration declaration, CancellationToken cancellationToken)
    {
        var plan = ReconcilePlan.Parse(declaration, reader, cancellationToken);
        if (plan.Value is { } reconcile && FindAttributeRefusals(declaration).IsEmpty)
        {
            return Create(reconcile);
        }

        return plan.Refusals;
    }

    /// <summary>Reads the validate workflow that products get beside their reconcile workflow; null when they get none.</summary>
    public ValidateModel? ParseValidate(WorkflowDeclaration declaration, CancellationToken cancellationToken) =>
        ValidatePlan.TryCreate(declaration, reader, cancellationToken) is { } plan && FindAttributeRefusals(declaration).IsEmpty
            ? Create(plan)
            : null;

    private Parsed<InvocationModel> ParseForm(WorkflowDeclaration workflow, string form)
    {
        var type = workflow.Method.ContainingType;
        switch (type.GetMembers(form))
        {
            case []:
                return Refuse(FindInherited(type, form) is null ? RefusalKind.FormIsMissing : RefusalKind.FormIsInherited);
            case [IMethodSymbol method]
                when method.HasAttribute(reader.Known.StepAttribute) || method.HasAttribute(reader.Known.InputStepAttribute):
                return Refuse(RefusalKind.FormIsStep);
            case [IMethodSymbol method]:
                var parsed = _bindings.ParseForm(method, EmittedNames.Inside(type, method.Name));
                return parsed.Value is not null ? parsed : Place(parsed.Refusals);
            case [_]:
                return Refuse(RefusalKind.FormIsNotAMethod);
            default:
                return Refuse(RefusalKind.FormIsAmbiguous);
        }

        Refusal Refuse(RefusalKind kind) => new(kind, workflow.Method, Argument: "InputForm", Value: form);

        // What is wrong with the form itself is said where the workflow names it; a parameter of it has a place of its own, and the
        // analyzer finds it there.
        ImmutableArray<Refusal> Place(ImmutableArray<Refusal> refusals) =>
            [
                .. refusals.Select(refusal =>
                    (refusal.At is IParameterSymbol ? refusal with { Kind = KindAtWorkflow(refusal.Kind) } : refusal) with
                    {
                        At = workflow.Method,
                        Argument = "InputForm",
                        Value = form,
                    }
                ),
            ];
    }

    private static RefusalKind KindAtWorkflow(RefusalKind parameter) =>
        parameter == RefusalKind.TypeNotSeen ? parameter : RefusalKind.ReportedElsewhere;

    private static ISymbol? FindInherited(INamedTypeSymbol type, string name)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current.GetMembers(name) is [var member, ..])
            {
                return member;
            }
        }

        return null;
    }

    /// <summary>What the attribute says that nothing can be made of.</summary>
    private ImmutableArray<Refusal> FindAttributeRefusals(WorkflowDeclaration workflow)
    {
        var refusals = ImmutableArray.CreateBuilder<Refusal>();
        if (workflow.Attribute.HasUnreadable())
        {
            refusals.Add(new(RefusalKind.ReportedByCompiler, workflow.Method));
        }

        if (!workflow.HasTarget)
        {
            Add(workflow.Attribute.IsWritten(0) ? RefusalKind.UnknownTarget : RefusalKind.ReportedByCompiler, "target");
        }

        if (string.IsNullOrWhiteSpace(workflow.Description))
        {
            Add(workflow.Attribute.IsWritten(1) ? RefusalKind.NoDescription : RefusalKind.ReportedByCompiler, "description");
        }

        if (workflow.NamesUnseenType)
        {
            Add(RefusalKind.TypeNotSeen, "product");
        }
        else if (
            workflow is { Product: null, IsPlain: false }
            || (workflow is { IsPlain: true, Products.IsEmpty: true } && workflow.Target != WorkflowTarget.System)
        )
        {
            refusals.Add(
                new(
                    workflow.IsPlain || workflow.Attribute.IsWritten(0) ? RefusalKind.NoProduct : RefusalKind.ReportedByCompiler,
                    workflow.Method,
                    workflow.Target.ToString().ToLowerInvariant(),
                    workflow.IsPlain ? "products" : "product"
                )
            );
        }

        if (workflow.NamesNull is { } empty)
        {
            refusals.Add(new(RefusalKind.NotAProduct, workflow.Method, Argument: empty, Value: "null"));
        }

        foreach (var product in workflow.Products)
        {
            var kind =
                UnseenTypes.IsProductWithoutBase(product, reader.Known) ? RefusalKind.ProductIsRefused
                : !reader.Known.IsSubscriptionModel(product) ? RefusalKind.NotAProduct
                : !product.HasAttribute(reader.Known.ProductAttribute)
                    ? product.HasUnknownAttribute() ? RefusalKind.ReportedByCompiler
                        : RefusalKind.ProductNotMarked
                : TypeUse.FindRefusal(product, workflow.Method, reader)?.Kind;
            if (kind is { } problem)
            {
                var argument =
                    !SymbolEqualityComparer.Default.Equals(product, workflow.Product) ? "AlsoFor"
                    : workflow.IsPlain ? "products"
                    : "product";
                var name = product.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
                refusals.Add(new(problem, problem == RefusalKind.ProductNotMarked ? product : workflow.Method, name, argument, name));
            }
        }

        return refusals.ToImmutable();

        void Add(RefusalKind kind, string argument) => refusals.Add(new(kind, workflow.Method, Argument: argument));
    }

    private ReconcileModel Create(ReconcilePlan plan)
    {
        var host = plan.Source.Method.ContainingType;
        return new(
            CreateWorkflow(
                plan.Source,
                plan.Name,
                WorkflowTarget.Reconcile,
                plan.Description,
                plan.Source.Products,
                EmittedNames.Inside(host, plan.MethodName),
                form: null,
                plan.Chains
            ),
            SyntaxFacts.GetText(plan.Source.Method.DeclaredAccessibility),
            SymbolFormats.Escape(plan.MethodName),
            SymbolFormats.Escape(plan.Source.Method.Name),
            plan.Defaults is { } defaults ? SymbolFormats.Escape(defaults.Name) : null,
            plan.Chains.Select(chain => Create(chain, host)).ToEquatableArray()
        );
    }

    private ValidateModel Create(ValidatePlan plan)
    {
        var method = plan.Source.Method;
        return new(
            CreateWorkflow(
                plan.Source,
                plan.Name,
                WorkflowTarget.Validate,
                plan.Description,
                plan.Products,
                EmittedNames.Inside(method.ContainingType, plan.MethodName),
                form: null,
                chains: []
            ),
            SyntaxFacts.GetText(method.DeclaredAccessibility),
            SymbolFormats.Escape(plan.MethodName),
            SymbolFormats.Escape(method.Name),
            plan.Steps.Select(static step => SymbolFormats.Bare(step.Resource.Type)).ToEquatableArray()
        );
    }

    private WorkflowModel CreateWorkflow(
        WorkflowDeclaration declaration,
        string name,
        WorkflowTarget target,
        string description,
        ImmutableArray<ITypeSymbol> products,
        string method,
        InvocationModel? form,
        IEnumerable<ISymbol> chains
    ) =>
        new(
            name,
            target,
            description,
            products.Select(SymbolFormats.TypeOf).ToEquatableArray(),
            products.Where(IsVisibleToAssembly).Select(SymbolFormats.TypeOf).ToEquatableArray(),
            method,
            declaration.IsPlain,
            declaration.OneAtATime && target == declaration.Target,
            declaration.Policy,
            declaration.RetryPolicy,
            form,
            chains.Select(static chain => chain.ToDisplayString(SymbolFormats.ClassAndMember)).ToEquatableArray()
        );

    private bool IsVisibleToAssembly(ITypeSymbol type) => reader.Compilation.IsSymbolAccessibleWithin(type, reader.Compilation.Assembly);

    private static ChainModel Create(ISymbol chain, INamedTypeSymbol host) =>
        new(
            SymbolEqualityComparer.Default.Equals(chain.ContainingType, host)
                ? SymbolFormats.Escape(chain.Name)
                : SymbolFormats.Bare(chain.ContainingType) + "." + SymbolFormats.Escape(chain.Name),
            chain is IMethodSymbol,
            // Documentation cannot name a generic type with its arguments, so it takes the identifier of the definition.
            chain.ContainingType.IsGenericType
                ? chain.OriginalDefinition.GetDocumentationCommentId()
                : null
        );
}
