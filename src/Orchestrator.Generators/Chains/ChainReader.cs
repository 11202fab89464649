using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.Resources;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Chains;

/// <summary>Reads the body of a workflow method or of a chain member as the sequence of its operands. It binds, and runs nothing.</summary>
internal sealed class ChainReader(CompilationReader reader)
{
    private readonly ConcurrentDictionary<ISymbol, ImmutableArray<ChainOperand>?> _read = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, ImmutableArray<ChainUse>> _used = new(SymbolEqualityComparer.Default);

    /// <summary>That of a compilation, which reads each chain once.</summary>
    public static ChainReader Of(CompilationReader reader) => reader.Get(static reader => new ChainReader(reader));

    /// <summary>
    /// Reads one member, following no other one.
    /// </summary>
    /// <returns>
    /// The operands in order, without <c>Begin</c>; null when there is no single expression to read: the member is in another assembly, or
    /// computes its list in statements.
    /// </returns>
    public ImmutableArray<ChainOperand>? Read(ISymbol member, CancellationToken cancellationToken) =>
        _read.TryGetValue(member, out var known) ? known : _read.GetOrAdd(member, ReadBody(member, cancellationToken));

    /// <summary>The steps of a chain of another assembly, as that assembly publishes them; null when it does not.</summary>
    public ImmutableArray<PublishedStep>? FindPublished(ISymbol member) => PublishedChains.Of(reader).Find(member);

    private ImmutableArray<ChainOperand>? ReadBody(ISymbol member, CancellationToken cancellationToken)
    {
        if (FindBody(member, cancellationToken) is not { } body || ExpressionOf(body) is not { } expression)
        {
            return null;
        }

        var operands = ImmutableArray.CreateBuilder<ChainOperand>();
        Add(
            expression,
            new(member, body, ModelOf(body), OpenedTypes.Of(reader).At(body)),
            operands,
            ChainSurroundings.None,
            cancellationToken
        );
        return operands.ToImmutable();
    }

    // The steps inside Conditional(...), FocusSteps(...), StepGroup(...) and CallbackStep(...) are read in their place, as they run.
    private void Add(
        ExpressionSyntax chain,
        ChainNames names,
        ImmutableArray<ChainOperand>.Builder operands,
        ChainSurroundings around,
        CancellationToken cancellationToken
    )
    {
        foreach (var operand in OperandsOf(chain))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (IsBegin(operand, names, cancellationToken))
            {
                continue;
            }

            if (StepCall.TryRead(operand, names.Model, reader, cancellationToken) is not { } call)
            {
                operands.Add(Classify(operand, names, cancellationToken) with { Around = around });
            }
            else if (call.Name == StepCall.Callback)
            {
                AddCallback(call, names, operands, around.Add(call.Around), cancellationToken);
            }
            else if ((call.Argument("steps") ?? call.Argument("step") ?? call.Argument("method")) is { } inner)
            {
                var conditions = ChainConditions.Find(call, names.Model, reader, cancellationToken);
                Add(inner, names, operands, around.Add(call.Around with { Conditions = conditions }), cancellationToken);
            }
            else
            {
                operands.Add(new(ChainOperandKind.Unreadable, call.Method, operand) { Around = around });
            }
        }
    }

    private void AddCallback(
        StepCall call,
        ChainNames names,
        ImmutableArray<ChainOperand>.Builder operands,
        ChainSurroundings around,
        CancellationToken cancellationToken
    )
    {
        Part(ChainOperandKind.OpenCallback, call.Text("routeKey"));
        Method("action");
        Part(ChainOperandKind.AwaitCallback, call.Text("resultKey"));
        Method("validate");
        Part(ChainOperandKind.CloseCallback, key: null);

        void Part(ChainOperandKind kind, string? key) => operands.Add(new(kind, call.Method, call.Syntax) { Around = around, Key = key });

        void Method(string parameter)
        {
            if (call.Argument(parameter) is { } argument)
            {
                operands.Add(Classify(Unwrap(argument), names, cancellationToken) with { Around = around });
            }
        }
    }

    /// <summary>
    /// Finds the members that return a step list and that the body of a member uses anywhere, in the order of use. It reads more than
    /// <see cref="Read"/> does: statements too.
    /// </summary>
    private ImmutableArray<ChainUse> FindUsedChains(ISymbol member, CancellationToken cancellationToken) =>
        _used.TryGetValue(member, out var known) ? known : _used.GetOrAdd(member, FindChainsInBody(member, cancellationToken));

    private ImmutableArray<ChainUse> FindChainsInBody(ISymbol member, CancellationToken cancellationToken)
    {
        if (FindBody(member, cancellationToken) is not { } body)
        {
            return [];
        }

        var model = ModelOf(body);
        var names = new ChainNames(member, body, model, OpenedTypes.Of(reader).At(body));
        var chains = ImmutableArray.CreateBuilder<ChainUse>();
        foreach (var node in body.DescendantNodesAndSelf(node => !IsNameOf(node, model, cancellationToken)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (
                node is SimpleNameSyntax name
                && names.FindChain(name, IsChain, cancellationToken) is { } symbol
                && !IsBegin(symbol)
                && ChainUses.IsUsed(name, model, reader, cancellationToken)
            )
            {
                chains.Add(new(symbol, name, WrapperOf(name, body, model, cancellationToken)));
            }
        }

        return chains.ToImmutable();
    }

    /// <summary>
    /// Finds the <c>[ExternalSystemSteps]</c> chains that a workflow uses, itself or through unmarked chains of this compilation, in the
    /// order of use, each once.
    /// </summary>
    public ImmutableArray<ChainUse> FindExternalSystemSteps(IMethodSymbol workflow, CancellationToken cancellationToken) =>
        [
            .. FindMarkedUses(workflow, cancellationToken)
                .GroupBy(static use => use.Chain, SymbolEqualityComparer.Default)
                .Select(static uses => uses.First()),
        ];

    /// <summary>
    /// Finds a marked chain that a workflow runs on a condition or on a part of the state only. A reconcile workflow that runs the chain as
    /// it is would do something else; null when there is none.
    /// </summary>
    public ChainUse? FindWrappedExternalSystemSteps(IMethodSymbol workflow, CancellationToken cancellationToken) =>
        FindMarkedUses(workflow, cancellationToken)
            .GroupBy(static use => use.Chain, SymbolEqualityComparer.Default)
            .FirstOrDefault(static uses => uses.All(static use => use.Wrapper is not null))
            ?.First();

    private List<ChainUse> FindMarkedUses(IMethodSymbol workflow, CancellationToken cancellationToken)
    {
        var found = new List<ChainUse>();
        Collect(workflow, within: null, found, new(SymbolEqualityComparer.Default), cancellationToken);
        return found;
    }

    /// <summary>True for a static property, field or parameterless method that returns a step list.</summary>
    public bool IsChain(ISymbol symbol) =>
        symbol switch
        {
            IMethodSymbol method => method.MethodKind == MethodKind.Ordinary
                && reader.Known.IsStepList(method.ReturnType)
                && WorkflowDeclaration.IsUsable(method, reader),
            IPropertySymbol { IsStatic: true, IsAbstract: false, IsVirtual: false, IsIndexer: false, GetMethod: not null } property =>
                reader.Known.IsStepList(property.Type),
            IFieldSymbol { IsStatic: true } field => reader.Known.IsStepList(field.Type),
            _ => false,
        };

    // A use is placed in the workflow's own body. Chains may use each other without end, so each is followed once inside a wrapper at most,
    // and once outside.
    private void Collect(
        ISymbol member,
        ChainUse? within,
        List<ChainUse> found,
        Dictionary<ISymbol, bool> seen,
        CancellationToken cancellationToken
    )
    {
        var isWrapped = within?.Wrapper is not null;
        if (seen.TryGetValue(member, out var wasWrapped) && (isWrapped || !wasWrapped))
        {
            return;
        }

        seen[member] = isWrapped;
        foreach (var inner in FindUsedChains(member, cancellationToken))
        {
            var use = within is null ? inner : new(inner.Chain, within.Place, within.Wrapper ?? inner.Wrapper);
            if (inner.Chain.HasAttribute(reader.Known.ExternalSystemStepsAttribute))
            {
                found.Add(use);
            }
            else
            {
                Collect(inner.Chain, use, found, seen, cancellationToken);
            }
        }
    }

    private string? WrapperOf(SyntaxNode name, SyntaxNode body, SemanticModel model, CancellationToken cancellationToken)
    {
        for (var node = name; node is not null && node != body.Parent; node = node.Parent)
        {
            if (
                node is InvocationExpressionSyntax call
                && StepCall.TryRead(call, model, reader, cancellationToken) is { DecidesWhatRuns: true } wrapper
            )
            {
                return wrapper.Name;
            }
        }

        return null;
    }

    private SyntaxNode? FindBody(ISymbol member, CancellationToken cancellationToken)
    {
        // A partial member has its body in the other part.
        var declared = member switch
        {
            IMethodSymbol { PartialImplementationPart: { } part } => part,
            IPropertySymbol { PartialImplementationPart: { } part } => part,
            _ => member,
        };
        foreach (var reference in declared.DeclaringSyntaxReferences)
        {
            // The member of a referenced project has syntax too, but this compilation has no model of it.
            if (reader.Compilation.ContainsSyntaxTree(reference.SyntaxTree) && BodyOf(reference.GetSyntax(cancellationToken)) is { } body)
            {
                return body;
            }
        }

        return null;
    }

    private static SyntaxNode? BodyOf(SyntaxNode declaration) =>
        declaration switch
        {
            MethodDeclarationSyntax method => (SyntaxNode?)method.ExpressionBody?.Expression ?? method.Body,
            PropertyDeclarationSyntax { ExpressionBody: { } body } => body.Expression,
            PropertyDeclarationSyntax { Initializer: { } initializer } => initializer.Value,
            PropertyDeclarationSyntax { AccessorList: { } accessors } => accessors
                .Accessors.Where(static accessor => accessor.IsKind(SyntaxKind.GetAccessorDeclaration))
                .Select(static accessor => (SyntaxNode?)accessor.ExpressionBody?.Expression ?? accessor.Body)
                .FirstOrDefault(),
            VariableDeclaratorSyntax { Initializer: { } initializer } => initializer.Value,
            _ => null,
        };

    private static ExpressionSyntax? ExpressionOf(SyntaxNode body) =>
        body switch
        {
            ExpressionSyntax expression => expression,
            BlockSyntax { Statements: [ReturnStatementSyntax { Expression: { } expression }] } => expression,
            _ => null,
        };

    private static List<ExpressionSyntax> OperandsOf(ExpressionSyntax expression)
    {
        // A chain leans to the left and can be as long as an author likes, so the left side is a loop.
        var reversed = new List<ExpressionSyntax>();
        var current = Unwrap(expression);
        while (current is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.RightShiftExpression } shift)
        {
            var right = OperandsOf(shift.Right);
            right.Reverse();
            reversed.AddRange(right);
            current = Unwrap(shift.Left);
        }

        reversed.Add(current);
        reversed.Reverse();
        return reversed;
    }

    private static ExpressionSyntax Unwrap(ExpressionSyntax expression)
    {
        while (expression is ParenthesizedExpressionSyntax parenthesized)
        {
            expression = parenthesized.Expression;
        }

        return expression;
    }

    private ChainOperand Classify(ExpressionSyntax operand, ChainNames names, CancellationToken cancellationToken)
    {
        if (operand is AnonymousFunctionExpressionSyntax)
        {
            return new(ChainOperandKind.Unreadable, null, operand);
        }

        var (symbol, candidates) = names.Find(operand, cancellationToken);
        if (
            operand is not (InvocationExpressionSyntax or ObjectCreationExpressionSyntax)
            && MethodGroupOf(symbol, candidates) is { IsEmpty: false } methods
        )
        {
            return methods is [var method]
                ? new(KindOf(method), method, operand)
                : new(ChainOperandKind.OverloadedMethod, methods[0], operand);
        }

        if (symbol is not null && IsChain(symbol))
        {
            return new(ChainOperandKind.Chain, symbol, operand);
        }

        if (ResourceUse.IsMade(symbol, reader.Known))
        {
            return new(ChainOperandKind.Resource, symbol, operand)
            {
                AwaitsCallback = symbol is IMethodSymbol { Name: ResourceUse.Apply } apply
                    ? StepCall.IsTrue(operand, apply, "awaitCallback", names.Model)
                    : false,
            };
        }

        return reader.Known.IsStep(names.Model.GetTypeInfo(operand, cancellationToken).Type) && !NamesUnknownType(symbol)
            ? new(ChainOperandKind.StepValue, symbol, operand)
            : new(ChainOperandKind.Unreadable, symbol, operand);
    }

    // A step on a resource that does not exist, or not yet.
    private static bool NamesUnknownType(ISymbol? symbol) =>
        symbol is IMethodSymbol { TypeArguments: var types } && types.Any(static type => type.TypeKind == TypeKind.Error);

    private ChainOperandKind KindOf(IMethodSymbol method) =>
        method.HasAttribute(reader.Known.StepAttribute) ? ChainOperandKind.Step
        : method.HasAttribute(reader.Known.InputStepAttribute) ? ChainOperandKind.InputStep
        : ChainOperandKind.UnmarkedMethod;

    private static ImmutableArray<IMethodSymbol> MethodGroupOf(ISymbol? symbol, ImmutableArray<ISymbol> candidates) =>
        symbol is IMethodSymbol method ? [method]
        : symbol is null ? [.. candidates.OfType<IMethodSymbol>()]
        : [];

    private bool IsBegin(ExpressionSyntax operand, ChainNames names, CancellationToken cancellationToken) =>
        operand is NameSyntax or MemberAccessExpressionSyntax
        && names.Find(operand, cancellationToken).Symbol is { } symbol
        && IsBegin(symbol);

    /// <summary>True for the list without steps.</summary>
    public bool IsBegin(ISymbol symbol) => IsBegin(symbol, reader);

    /// <summary>True for the list without steps, after which a chain is written.</summary>
    public static bool IsBegin(ISymbol symbol, CompilationReader reader) =>
        symbol is { Name: "Begin", ContainingType: var workflow } && KnownSymbols.Is(workflow, reader.Known.Workflow)
        || symbol is { Name: "Empty", ContainingType: var list } && KnownSymbols.Is(list, reader.Known.StepList);

    private static bool IsNameOf(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken) =>
        node is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "nameof" } } invocation
        && model.GetConstantValue(invocation, cancellationToken).HasValue;

    private SemanticModel ModelOf(SyntaxNode node) => reader.ModelOf(node.SyntaxTree);
}
