using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Orchestrator.Generators.Chains;

/// <summary>
/// Finds what the names in the body of a chain refer to. To answer for one name, a semantic model binds the whole chain and analyses what
/// is null in it, and each <c>&gt;&gt;</c> costs the conversions of a method group to all types that the operator accepts. So a name is
/// looked up in its scope first, and the model is asked only where the scope leaves a choice.
/// </summary>
/// <param name="member">The chain or workflow.</param>
/// <param name="body">Its body.</param>
/// <param name="model">The semantic model of the body's file.</param>
/// <param name="opened">The types whose members can be named in the body because of a <c>using static</c>.</param>
internal sealed class ChainNames(ISymbol member, SyntaxNode body, SemanticModel model, ImmutableArray<INamedTypeSymbol> opened)
{
    private HashSet<string>? _declared;

    public SemanticModel Model => model;

    /// <summary>
    /// Finds what an operand refers to: a symbol, or the candidates when the compiler has to choose and cannot.
    /// </summary>
    public (ISymbol? Symbol, ImmutableArray<ISymbol> Candidates) Find(ExpressionSyntax operand, CancellationToken cancellationToken)
    {
        if (FindInScope(operand) is { } only)
        {
            return (only, []);
        }

        var info = model.GetSymbolInfo(operand, cancellationToken);
        return (info.Symbol, info.CandidateSymbols);
    }

    /// <summary>Finds the chain that a name anywhere in the body refers to; null when it refers to something else.</summary>
    /// <param name="name">The name, the last one of <c>Class.Chain</c> included.</param>
    /// <param name="isChain">Says whether a member is a chain.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    public ISymbol? FindChain(SimpleNameSyntax name, Func<ISymbol, bool> isChain, CancellationToken cancellationToken)
    {
        if (name.Parent is InvocationExpressionSyntax { ArgumentList.Arguments.Count: > 0 } other && other.Expression == name)
        {
            return null;
        }

        var value = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : (ExpressionSyntax)name;
        if (IsPlainArgument(value))
        {
            return null;
        }

        if (IsExpression(value))
        {
            if (LookUp(value) is { } inScope && !inScope.Any(isChain))
            {
                return null;
            }

            var operand = value.Parent is InvocationExpressionSyntax call ? call : value;
            if (FindInScope(operand) is { } only && only is IMethodSymbol == operand is InvocationExpressionSyntax)
            {
                return only;
            }
        }

        return model.GetSymbolInfo(name, cancellationToken).Symbol is { } symbol && isChain(symbol) ? symbol : null;
    }

    // The only symbol that an operand can refer to: a method for a method group or for a call without arguments.
    private ISymbol? FindInScope(ExpressionSyntax operand) =>
        operand is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } call
            ? LookUp(call.Expression) is [IMethodSymbol { Parameters.IsEmpty: true, Arity: 0 } called]
                ? called
                : null
            : LookUp(operand) is [var only and not IMethodSymbol { Arity: > 0 }]
                ? only
                : null;

    // A lifecycle or another plain value, as SetStatus takes it: no chain fits there.
    private bool IsPlainArgument(ExpressionSyntax value) =>
        value.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax called } }
        && LookUp(called) is { IsEmpty: false } methods
        && methods.All(static method =>
            method is IMethodSymbol { Arity: 0 } && ((IMethodSymbol)method).Parameters.All(static parameter => IsPlain(parameter.Type))
        );

    private static bool IsPlain(ITypeSymbol type) =>
        type is IArrayTypeSymbol array
            ? IsPlain(array.ElementType)
            : type.TypeKind == TypeKind.Enum || type.SpecialType is > SpecialType.System_Void and <= SpecialType.System_String;

    // Elsewhere a name means something else: an argument's parameter, a property that is set, a type.
    private static bool IsExpression(ExpressionSyntax name) =>
        name.Parent
            is BinaryExpressionSyntax
                or ArrowExpressionClauseSyntax
                or ReturnStatementSyntax
                or EqualsValueClauseSyntax
                or ParenthesizedExpressionSyntax
                or ArgumentSyntax
                or InvocationExpressionSyntax
                or MemberAccessExpressionSyntax;

    // What a name may refer to as a value; null where only the model knows.
    private ImmutableArray<ISymbol>? LookUp(ExpressionSyntax name) =>
        name switch
        {
            IdentifierNameSyntax identifier => LookUp(identifier),
            MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.SimpleMemberAccessExpression, Name: IdentifierNameSyntax part } access
                when FindType(access.Expression) is { } type => model.LookupSymbols(name.SpanStart, type, part.Identifier.ValueText),
            _ => null,
        };

    // Nearly all operands are members of the chain's own type, where they hide everything outside of it.
    private ImmutableArray<ISymbol>? LookUp(IdentifierNameSyntax identifier)
    {
        var name = identifier.Identifier.ValueText;
        if (
            member.ContainingType is not { BaseType.SpecialType: SpecialType.System_Object, ContainingType: null, IsExtension: false } type
            || (_declared ??= FindDeclared()).Contains(name)
        )
        {
            return null;
        }

        return type.GetMembers(name) is { IsEmpty: false } members ? members : [.. opened.SelectMany(other => other.GetMembers(name))];
    }

    private INamedTypeSymbol? FindType(ExpressionSyntax name) =>
        name is IdentifierNameSyntax identifier && LookUp(identifier) is []
            ? model.GetSpeculativeSymbolInfo(name.SpanStart, name, SpeculativeBindingOption.BindAsTypeOrNamespace).Symbol
                as INamedTypeSymbol
            : null;

    private HashSet<string> FindDeclared() =>
        [
            .. body.DescendantNodes()
                .Select(static node =>
                    node switch
                    {
                        ParameterSyntax parameter => parameter.Identifier,
                        SingleVariableDesignationSyntax variable => variable.Identifier,
                        VariableDeclaratorSyntax variable => variable.Identifier,
                        ForEachStatementSyntax loop => loop.Identifier,
                        LocalFunctionStatementSyntax function => function.Identifier,
                        CatchDeclarationSyntax caught => caught.Identifier,
                        FromClauseSyntax clause => clause.Identifier,
                        LetClauseSyntax clause => clause.Identifier,
                        JoinClauseSyntax clause => clause.Identifier,
                        JoinIntoClauseSyntax clause => clause.Identifier,
                        QueryContinuationSyntax query => query.Identifier,
                        _ => default,
                    }
                )
                .Where(static token => token.ValueText is not (null or ""))
                .Select(static token => token.ValueText),
        ];
}
