using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.Models;

namespace Orchestrator.Generators.Parsing;

/// <summary>Reads a class with workflows or steps. What can not be emitted is left out: the analyzers say why.</summary>
internal sealed class WorkflowClassParser
{
    // Names that mean something of their own inside the emitted class, so that the author's method of that name needs its full name there.
    private static readonly HashSet<string> Taken = new(StringComparer.Ordinal)
    {
        "Register", "RegisterSteps", "OrchestratorBindings", "Equals", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString",
        "call", "catalog", "result", "steps",
    };

    private const string RetryPolicy = "RetryPolicy";

    private readonly INamedTypeSymbol _type;
    private readonly KnownTypes _known;
    private readonly BindingParser _bindings;
    private readonly CancellationToken _cancellationToken;

    private WorkflowClassParser(INamedTypeSymbol type, KnownTypes known, CancellationToken cancellationToken)
    {
        _type = type;
        _known = known;
        _bindings = new(known);
        _cancellationToken = cancellationToken;
    }

    /// <summary>
    /// True for a part of a type in which a workflow or step may be declared, a partial type with a static method that has an attribute; and for one that may have a chain which other assemblies can
    /// use, which it has by the name of its type. A chain whose type has an alias is not found.
    /// </summary>
    public static bool IsCandidate(SyntaxNode node)
    {
        if (node is not TypeDeclarationSyntax type)
        {
            return false;
        }

        var isPartial = type.Modifiers.Any(SyntaxKind.PartialKeyword);
        foreach (var member in type.Members)
        {
            if (member.Modifiers.Any(SyntaxKind.StaticKeyword)
                && ((isPartial && member is MethodDeclarationSyntax { AttributeLists.Count: > 0 }) || (!member.Modifiers.Any(SyntaxKind.PrivateKeyword) && IsStepList(TypeOf(member)))))
            {
                return true;
            }
        }

        return false;
    }

    private static TypeSyntax? TypeOf(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax { ParameterList.Parameters.Count: 0 } method => method.ReturnType,
        PropertyDeclarationSyntax property => property.Type,
        FieldDeclarationSyntax field => field.Declaration.Type,
        _ => null,
    };

    private static bool IsStepList(TypeSyntax? type) => type switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText == "StepList",
        QualifiedNameSyntax name => IsStepList(name.Right),
        AliasQualifiedNameSyntax name => IsStepList(name.Name),
        _ => false,
    };

    /// <summary>Reads the class of a candidate; null when it has nothing to emit, or when another one of its parts is the one that speaks for it.</summary>
    public static WorkflowClassModel? TryParse(SyntaxNode candidate, SemanticModel model, CancellationToken cancellationToken)
    {
        var known = KnownTypes.Of(model.Compilation);
        if (!known.HasRuntime
            || model.GetDeclaredSymbol(candidate, cancellationToken) is not INamedTypeSymbol type
            || type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellationToken)).FirstOrDefault(IsCandidate) != candidate)
        {
            return null;
        }

        return new WorkflowClassParser(type, known, cancellationToken).TryParse();
    }

    private WorkflowClassModel? TryParse()
    {
        var steps = new List<StepModel>();
        var declarations = new List<WorkflowDeclaration>();
        foreach (var method in _type.MembersInOrder().OfType<IMethodSymbol>())
        {
            _cancellationToken.ThrowIfCancellationRequested();
            if (method.GetAttributes().IsEmpty)
            {
                continue;
            }

            if (TryParseStep(method) is { } step)
            {
                steps.Add(step);
            }

            if (WorkflowDeclaration.TryRead(method, _known) is { } declaration)
            {
                declarations.Add(declaration);
            }
        }

        // Of a class with nothing but chains the build says what they do, and emits nothing into it.
        var hasMembers = steps.Count + declarations.Count > 0;
        if ((!hasMembers && !IsVisibleOutside(_type)) || TypeHierarchyParser.TryParse(_type, _cancellationToken, hasMembers) is not { } hierarchy)
        {
            return null;
        }

        var workflows = declarations.Select(TryParseWorkflow).OfType<WorkflowModel>().ToEquatableArray();
        var reconciles = ParseReconciles(declarations).ToEquatableArray();
        var model = new WorkflowClassModel(hierarchy, TypeHierarchyParser.NestedName(_type), workflows, reconciles, steps.ToEquatableArray(), FindPublishedSteps().ToEquatableArray());
        return model.IsPublishedOnly && model.Published.Count == 0 ? null : model;
    }

    /// <summary>The steps of the chains that other assemblies can name, so that rules hold for the workflows there that use them.</summary>
    private IEnumerable<PublishedStepModel> FindPublishedSteps()
    {
        var walker = new ChainWalker(_known.Chains);
        foreach (var chain in _type.MembersInOrder().Where(member => _known.Chains.IsChain(member) && IsVisibleOutside(member) && WorkflowDeclaration.TryRead(member, _known) is null))
        {
            if (chain.GetDocumentationCommentId() is not { } id || walker.TryWalk(chain, _cancellationToken) is not { } steps)
            {
                continue;
            }

            PublishedStep?[] published = [.. steps.Select(step => PublishedStep.TryCreate(step, _known))];
            for (var position = 0; position < published.Length && !published.Contains(null); position++)
            {
                yield return new(id, position, published[position]!.Id, published[position]!.Name, published[position]!.Describe().ToEquatableArray());
            }
        }
    }

    private static bool IsVisibleOutside(ISymbol member)
    {
        for (var current = member; current is not (null or INamespaceSymbol); current = current.ContainingSymbol)
        {
            if (current.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal))
            {
                return false;
            }
        }

        return true;
    }

    private StepModel? TryParseStep(IMethodSymbol method)
    {
        if (method.IsForbidden(_known) || MethodMarks.FindConflict(method, _known).Count > 0)
        {
            return null;
        }

        if (method.FindAttribute(_known.StepAttribute) is { } step)
        {
            return step.PositionalValue(0) is string name && _bindings.TryParse(method, isForm: false, NameInside(method)) is { } invocation
                ? new(SymbolFormats.Escape(method.Name), IdOf(step, method), name, Assignee: null, RetryOf(step), Policy: null, step.NamedValue(RetryPolicy) as string, StepFlowReader.RemovedBy(step).ToEquatableArray(), invocation)
                : null;
        }

        return method.FindAttribute(_known.InputStepAttribute) is { } input
            && input.PositionalValue(0) is string title
            && input.PositionalValue(1) is string assignee
            && _bindings.TryParse(method, isForm: true, NameInside(method)) is { } form
                ? new(SymbolFormats.Escape(method.Name), IdOf(input, method), title, assignee, Retry: null, input.NamedValue("Policy") as string, input.NamedValue(RetryPolicy) as string, Removes: default, form)
                : null;
    }

    // What is not written has the default of the attribute's own properties.
    private RetryModel? RetryOf(AttributeData step) =>
        KnownTypes.Is(step.AttributeClass, _known.RetryStepAttribute)
            ? new(step.NamedValue("MaxAttempts") as int? ?? 0, step.NamedValue("FirstDelaySeconds") as double? ?? 10, step.NamedValue("Backoff") as double? ?? 2)
            : null;

    private WorkflowModel? TryParseWorkflow(WorkflowDeclaration declaration)
    {
        if (!WorkflowDeclaration.IsUsable(declaration.Method, _known) || declaration.Description is not { } description || !HasUsableProducts(declaration))
        {
            return null;
        }

        InvocationModel? form = null;
        // A reconcile workflow asks nothing: ORCH2002 refuses its form, and one error is enough.
        if (declaration is { InputForm: { } formName, Target: not WorkflowTarget.Reconcile })
        {
            form = _type.GetMembers(formName) is [IMethodSymbol method] ? _bindings.TryParse(method, isForm: true, NameInside(method)) : null;
            if (form is null)
            {
                // A workflow that lost its questions would do something else than its author wrote.
                return null;
            }
        }

        return CreateWorkflow(declaration, declaration.Name, declaration.Target, description, NameInside(declaration.Method), form);
    }

    private IEnumerable<ReconcileModel> ParseReconciles(List<WorkflowDeclaration> declarations)
    {
        var chains = _known.Chains;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var declaration in declarations)
        {
            if (HasUsableProducts(declaration)
                && ReconcilePlan.TryCreate(declaration, _known, _cancellationToken) is { } plan
                && names.Add(plan.MethodName))
            {
                yield return Create(plan);
            }
        }
    }

    private ReconcileModel Create(ReconcilePlan plan)
    {
        var operands = plan.Chains.Select(NameOfOperand);
        if (plan.Defaults is { } defaults)
        {
            operands = operands.Prepend(SymbolFormats.Escape(defaults.Name));
        }

        var called = Taken.Contains(plan.MethodName) ? FullName(plan.MethodName) : SymbolFormats.Escape(plan.MethodName);
        return new(
            CreateWorkflow(plan.Source, plan.Name, WorkflowTarget.Reconcile, plan.Description, called, form: null),
            SyntaxFacts.GetText(plan.Source.Method.DeclaredAccessibility),
            SymbolFormats.Escape(plan.MethodName),
            SymbolFormats.Escape(plan.Source.Method.Name) + "()",
            operands.ToEquatableArray(),
            plan.Chains.Select(NameInDocumentation).ToEquatableArray());
    }

    private WorkflowModel CreateWorkflow(WorkflowDeclaration declaration, string name, WorkflowTarget target, string description, string method, InvocationModel? form) =>
        new(
            name,
            target,
            description,
            declaration.Products.Select(SymbolFormats.TypeOf).ToEquatableArray(),
            declaration.Products.Where(IsVisibleToAssembly).Select(SymbolFormats.TypeOf).ToEquatableArray(),
            method,
            declaration.IsPlain,
            declaration.OneAtATime && target == declaration.Target,
            declaration.Policy,
            declaration.RetryPolicy,
            form);

    private bool IsVisibleToAssembly(ITypeSymbol type) => _known.Compilation.IsSymbolAccessibleWithin(type, _known.Compilation.Assembly);

    private static bool HasUsableProducts(WorkflowDeclaration declaration) =>
        (declaration.Product is not null || declaration is { IsPlain: true, Target: WorkflowTarget.System }) && declaration.Products.All(static product => product is INamedTypeSymbol { IsGenericType: false } && TypeUse.IsPossible(product));

    private static string IdOf(AttributeData step, IMethodSymbol method) =>
        step.NamedValue("Id") as string ?? TypeHierarchyParser.NestedName(method.ContainingType) + "." + method.Name;

    private string NameInside(IMethodSymbol method) => Taken.Contains(method.Name) ? FullName(method.Name) : SymbolFormats.Escape(method.Name);

    private string NameOfOperand(ISymbol chain)
    {
        var name = SymbolEqualityComparer.Default.Equals(chain.ContainingType, _type)
            ? SymbolFormats.Escape(chain.Name)
            : SymbolFormats.Bare(chain.ContainingType) + "." + SymbolFormats.Escape(chain.Name);
        return chain is IMethodSymbol ? name + "()" : name;
    }

    // A cref can not name a generic type with its arguments, so it takes the identifier of the definition.
    private string NameInDocumentation(ISymbol chain) =>
        chain.ContainingType.IsGenericType && chain.OriginalDefinition.GetDocumentationCommentId() is { } id ? id : NameOfOperand(chain);

    private string FullName(string member) => SymbolFormats.Bare(_type) + "." + SymbolFormats.Escape(member);
}
