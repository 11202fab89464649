using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Collections;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Publishing;
using Orchestrator.Generators.Refusals;
using Orchestrator.Generators.Shipping;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.WorkflowClasses;

/// <summary>Reads a class with workflows or steps. What cannot be emitted is left out: the analyzers say why.</summary>
internal sealed class WorkflowClassParser
{
    private readonly INamedTypeSymbol _type;
    private readonly CompilationReader _reader;
    private readonly StepParser _steps;
    private readonly WorkflowParser _workflows;
    private readonly ResultParser _results;
    private readonly CancellationToken _cancellationToken;

    private WorkflowClassParser(INamedTypeSymbol type, CompilationReader reader, CancellationToken cancellationToken)
    {
        _type = type;
        _reader = reader;
        _steps = new(reader);
        _workflows = new(reader);
        _results = new(reader);
        _cancellationToken = cancellationToken;
    }

    /// <summary>
    /// True for a part of a type in which a workflow or step may be declared, a partial type with a static method that has an attribute;
    /// and for one that may have a chain which other assemblies can use, which it has by the name of its type. A chain whose type has an
    /// alias is not found.
    /// </summary>
    public static bool IsCandidate(SyntaxNode node)
    {
        if (node is ExtensionBlockDeclarationSyntax || node is not TypeDeclarationSyntax type)
        {
            return false;
        }

        var isPartial = type.Modifiers.Any(SyntaxKind.PartialKeyword);
        foreach (
            var member in type.Members.SelectMany(static member =>
                member is ExtensionBlockDeclarationSyntax block ? (IEnumerable<MemberDeclarationSyntax>)block.Members : [member]
            )
        )
        {
            var isStatic = member.Modifiers.Any(SyntaxKind.StaticKeyword);
            if (
                (isPartial && member is MethodDeclarationSyntax { AttributeLists.Count: > 0 } && (isStatic || member.Parent != type))
                || (isStatic && MayBeSeenOutside(member) && IsStepList(TypeOf(member)))
            )
            {
                return true;
            }
        }

        return false;
    }

    private static bool MayBeSeenOutside(MemberDeclarationSyntax member) =>
        !member.Modifiers.Any(SyntaxKind.PrivateKeyword) || member.Modifiers.Any(SyntaxKind.ProtectedKeyword);

    private static TypeSyntax? TypeOf(MemberDeclarationSyntax member) =>
        member switch
        {
            MethodDeclarationSyntax { ParameterList.Parameters.Count: 0 } method => method.ReturnType,
            PropertyDeclarationSyntax property => property.Type,
            FieldDeclarationSyntax field => field.Declaration.Type,
            _ => null,
        };

    private static bool IsStepList(TypeSyntax? type) =>
        type switch
        {
            IdentifierNameSyntax name => name.Identifier.ValueText == "StepList",
            QualifiedNameSyntax name => IsStepList(name.Right),
            AliasQualifiedNameSyntax name => IsStepList(name.Name),
            _ => false,
        };

    /// <summary>
    /// Reads the class of a candidate; null when it has nothing to emit, or when another one of its parts is the one that speaks for it.
    /// </summary>
    public static WorkflowClassModel? TryParse(SyntaxNode candidate, SemanticModel model, CancellationToken cancellationToken)
    {
        var reader = CompilationReader.Of(model.Compilation);
        if (
            !reader.Known.HasRuntime
            || !reader.HasLanguage
            || model.GetDeclaredSymbol(candidate, cancellationToken) is not INamedTypeSymbol type
            || type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellationToken)).FirstOrDefault(IsCandidate)
                != candidate
        )
        {
            return null;
        }

        return new WorkflowClassParser(type, reader, cancellationToken).TryParse();
    }

    private WorkflowClassModel? TryParse()
    {
        var steps = new List<StepModel>();
        var workflows = new List<WorkflowModel>();
        var reconciles = new List<ReconcileModel>();
        var validates = new List<ValidateModel>();
        var unseen = new List<string>();
        var named = new UseDiagnostics(_reader).Add(_type);
        foreach (var method in _type.MembersInOrder().OfType<IMethodSymbol>().Where(static method => !method.GetAttributes().IsEmpty))
        {
            _cancellationToken.ThrowIfCancellationRequested();
            AddNamed(method);
            if (MethodMarks.FindConflict(method, _reader.Known).Count > 0)
            {
                continue;
            }

            Add(_steps.Parse(method), steps);
            if (WorkflowDeclaration.TryRead(method, _reader) is { } declaration)
            {
                Add(_workflows.Parse(declaration, _cancellationToken), workflows);
                AddNamedBy(declaration);
                var parsed = _workflows.ParseReconcile(declaration, _cancellationToken);
                if (parsed.Value is { } reconcile && reconciles.All(other => other.Method != reconcile.Method))
                {
                    reconciles.Add(reconcile);
                }

                AddUnseen(parsed.Refusals);
                if (
                    _workflows.ParseValidate(declaration, _cancellationToken) is { } validate
                    && validates.All(other => other.Method != validate.Method)
                )
                {
                    validates.Add(validate);
                }
            }
        }

        // Of a class with nothing but chains the build says what they do, and emits nothing into it.
        var hasMembers = steps.Count + workflows.Count + reconciles.Count + unseen.Count > 0;
        if (
            (!hasMembers && !IsVisibleOutside(_type))
            || (hasMembers && TakenNames.Find(_type, EmittedNames.Bindings) is not null)
            || TypeHierarchyParser.Parse(_type, _reader, _cancellationToken, hasMembers).Value is not { } hierarchy
        )
        {
            return null;
        }

        var model = new WorkflowClassModel(
            hierarchy,
            StepLine.PrefixOf(_type, _reader.Known),
            workflows.ToEquatableArray(),
            reconciles.ToEquatableArray(),
            validates.ToEquatableArray(),
            WithCallbackResults(steps).ToEquatableArray(),
            FindPublishedSteps().ToEquatableArray(),
            unseen.ToEquatableArray(),
            named.Ids
        );
        return model.IsPublishedOnly && model.Published.Count == 0 ? null : model;

        void AddNamed(ISymbol symbol)
        {
            named.Add(symbol);
            foreach (var property in symbol is IMethodSymbol method ? _results.FindReadProperties(method) : [])
            {
                named.Add(property);
            }
        }

        void AddNamedBy(WorkflowDeclaration declaration)
        {
            var chains = ReconcilePlan.TryCreate(declaration, _reader, _cancellationToken)?.Chains ?? [];
            var compared = ValidatePlan.TryCreate(declaration, _reader, _cancellationToken)?.Steps ?? [];
            foreach (
                var symbol in declaration
                    .Products.Concat<ISymbol>(_type.GetMembers(declaration.InputForm ?? ""))
                    .Concat(chains)
                    .Concat(compared.Select(static step => step.Resource.Type))
            )
            {
                AddNamed(symbol);
            }
        }

        // The refusal goes no further: an analyzer parses again. It only sees the finished compilation, so what is missing from this one is
        // written down for it.
        void Add<T>(Parsed<T> parsed, List<T> models)
            where T : class
        {
            if (parsed.Value is { } model)
            {
                models.Add(model);
            }

            AddUnseen(parsed.Refusals);
        }

        void AddUnseen(ImmutableArray<Refusal> refusals) =>
            unseen.AddRange(
                refusals
                    .Where(UnseenTypes.MayPass)
                    .Select(static refusal => UnseenTypes.KeyOf(refusal.At))
                    .Where(key => !unseen.Contains(key))
                    .Distinct(StringComparer.Ordinal)
            );
    }

    /// <summary>Marks the parameters that hold what an external system sends, so that it is told what its call lacks.</summary>
    private IEnumerable<StepModel> WithCallbackResults(List<StepModel> steps)
    {
        var keys = CallbackKeys.Of(_type, _cancellationToken);
        return steps.Select(step =>
            step.Assignee is not null
                ? step
                : step with
                {
                    CallbackResults = step
                        .Invocation.Parameters.Where(parameter =>
                            parameter.Kind is ParameterKind.Value or ParameterKind.OptionalValue && keys.Contains(parameter.Key)
                        )
                        .ToEquatableArray(),
                }
        );
    }

    /// <summary>The steps of the chains that other assemblies can name, so that rules hold for the workflows there that use them.</summary>
    private IEnumerable<PublishedStepModel> FindPublishedSteps()
    {
        var walker = new ChainWalker(ChainReader.Of(_reader));
        foreach (
            var chain in _type
                .MembersInOrder()
                .Where(member =>
                    ChainReader.Of(_reader).IsChain(member)
                    && IsVisibleOutside(member)
                    && WorkflowDeclaration.TryRead(member, _reader) is null
                )
        )
        {
            if (chain.GetDocumentationCommentId() is not { } id || walker.TryWalk(chain, _cancellationToken) is not { } steps)
            {
                continue;
            }

            PublishedStep?[] published = [.. steps.Select(step => PublishedStepParser.TryParse(step, _reader))];
            for (var position = 0; position < published.Length && !published.Contains(null); position++)
            {
                yield return new(
                    id,
                    position,
                    published[position]!.Id,
                    published[position]!.Name,
                    published[position]!.Describe().ToEquatableArray()
                );
            }
        }
    }

    // A friend assembly can name what is internal.
    private bool IsVisibleOutside(ISymbol member)
    {
        for (var current = member; current is not (null or INamespaceSymbol); current = current.ContainingSymbol)
        {
            if (
                current.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal)
                && !(current.DeclaredAccessibility is Accessibility.Internal or Accessibility.ProtectedAndInternal && _reader.HasFriends)
            )
            {
                return false;
            }
        }

        return true;
    }
}
