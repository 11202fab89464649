using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.Json;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Binding;

/// <summary>
/// The keys that code reads from a <c>State</c> by a constant name. A key that the code asks for first (<c>ContainsKey</c>), or reads in
/// one of several cases only, may be missing.
/// </summary>
/// <param name="Needs">The keys.</param>
/// <param name="IsComplete">False when the code does something else with the state too, so that it may read other keys.</param>
internal sealed record StateReads(ImmutableArray<StepNeed> Needs, bool IsComplete)
{
    /// <summary>Reads the code of a lambda or method.</summary>
    /// <param name="body">The expression or block.</param>
    /// <param name="state">The parameter with the state.</param>
    /// <param name="reader">Reads the compilation.</param>
    /// <param name="cancellationToken">The stop signal.</param>
    public static StateReads Find(SyntaxNode body, IParameterSymbol state, CompilationReader reader, CancellationToken cancellationToken)
    {
        var model = reader.ModelOf(body.SyntaxTree);
        var isComplete = true;
        List<(StepNeed Need, SyntaxNode Place)> reads = [];
        Dictionary<SyntaxNode, string> asked = [];
        foreach (var name in body.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>())
        {
            if (
                name.Identifier.ValueText != state.Name
                || !SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellationToken).Symbol, state)
            )
            {
                continue;
            }

            // It is another state from here on, of which nothing is known.
            if (IsChanged(name))
            {
                return new([], IsComplete: false);
            }

            // The keys with two underscores are the engine's own.
            switch (name.Parent)
            {
                case ElementAccessExpressionSyntax { ArgumentList.Arguments: [var argument] } access when KeyOf(argument) is { } key:
                    reads.Add((Create(key, type: null, reader), access));
                    break;
                case MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax { ArgumentList.Arguments: [var argument, ..] } call }
                    when KeyOf(argument) is { } key
                        && model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol method
                        && KnownSymbols.Is(method.ContainingType, reader.Known.State):
                    if (method is { Name: "Get", TypeArguments: [var type] })
                    {
                        reads.Add((Create(key, type, reader), call));
                    }
                    else if (method.Name is "ContainsKey" or "TryGetValue")
                    {
                        asked.Add(call, key);
                        reads.Add((Create(key, type: null, reader), call));
                    }
                    else
                    {
                        isComplete = false;
                    }

                    break;
                default:
                    isComplete = false;
                    break;
            }
        }

        return new(
            [
                .. reads
                    .Select(read =>
                        read.Need with
                        {
                            IsOptional = asked.ContainsValue(read.Need.Key) || !IsAlwaysRun(read.Place, body),
                            IsReadWhereThere = !asked.ContainsKey(read.Place) && IsRunWhereThere(read.Place, body, read.Need.Key, asked),
                        }
                    )
                    .Distinct(),
            ],
            isComplete
        );

        string? KeyOf(ArgumentSyntax argument) =>
            model.GetConstantValue(argument.Expression, cancellationToken).Value is string key
            && !key.StartsWith("__", StringComparison.Ordinal)
                ? key
                : null;
    }

    // Assigned alone or in a deconstruction, or handed out by reference.
    private static bool IsChanged(IdentifierNameSyntax name)
    {
        if (name.Parent is RefExpressionSyntax or ArgumentSyntax { RefKindKeyword.RawKind: not (int)SyntaxKind.None })
        {
            return true;
        }

        SyntaxNode node = name;
        while (node.Parent is TupleExpressionSyntax or ParenthesizedExpressionSyntax or ArgumentSyntax { Parent: TupleExpressionSyntax })
        {
            node = node.Parent;
        }

        return node.Parent is AssignmentExpressionSyntax assignment && assignment.Left == node;
    }

    private static StepNeed Create(string key, ITypeSymbol? type, CompilationReader reader) =>
        new(
            key,
            ToParameter(key),
            type?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) ?? "",
            type is null ? JsonShape.Unknown : JsonShape.Of(type, JsonConverters.Of(reader))
        )
        {
            IsReadByCode = true,
            RejectsNull = type is { IsValueType: true, OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T },
        };

    // As the parameter would be called whose key this is.
    private static string ToParameter(string key)
    {
        var name = new StringBuilder(key.Length);
        for (var index = 0; index < key.Length; index++)
        {
            if (key[index] != '_')
            {
                name.Append(index > 0 && key[index - 1] == '_' && name.Length > 0 ? char.ToUpperInvariant(key[index]) : key[index]);
            }
        }

        return name.ToString();
    }

    /// <summary>
    /// True when the code gets to a place in any case. A case that a workflow never has may well need a key that it never gives.
    /// </summary>
    /// <param name="place">The place.</param>
    /// <param name="body">The whole code.</param>
    public static bool IsAlwaysRun(SyntaxNode place, SyntaxNode body)
    {
        for (var node = place; node != body && node.Parent is { } parent; node = parent)
        {
            if (IsOneOfSeveralCases(node, parent) || (parent is BlockSyntax block && MayLeaveBefore(node, block)))
            {
                return false;
            }
        }

        return true;
    }

    // Asks for the key itself, and for nothing else, before it reads.
    private static bool IsRunWhereThere(SyntaxNode place, SyntaxNode body, string key, Dictionary<SyntaxNode, string> asked)
    {
        for (var node = place; node != body && node.Parent is { } parent; node = parent)
        {
            if (parent is BlockSyntax block && MayLeaveBefore(node, block))
            {
                return false;
            }

            if (
                IsOneOfSeveralCases(node, parent)
                && !(GuardOf(node, parent) is { } guard && asked.TryGetValue(guard, out var asksFor) && asksFor == key)
            )
            {
                return false;
            }
        }

        return true;
    }

    private static ExpressionSyntax? GuardOf(SyntaxNode node, SyntaxNode parent) =>
        parent switch
        {
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both => both.Left,
            ConditionalExpressionSyntax choice when choice.WhenTrue == node => choice.Condition,
            IfStatementSyntax choice when choice.Statement == node => choice.Condition,
            _ => null,
        };

    private static bool IsOneOfSeveralCases(SyntaxNode node, SyntaxNode parent) =>
        parent switch
        {
            ConditionalExpressionSyntax choice => choice.Condition != node,
            BinaryExpressionSyntax binary => binary.Right == node
                && binary.RawKind
                    is (int)SyntaxKind.LogicalAndExpression
                        or (int)SyntaxKind.LogicalOrExpression
                        or (int)SyntaxKind.CoalesceExpression,
            AssignmentExpressionSyntax assignment => assignment.RawKind == (int)SyntaxKind.CoalesceAssignmentExpression
                && assignment.Right == node,
            ConditionalAccessExpressionSyntax access => access.WhenNotNull == node,
            IfStatementSyntax choice => choice.Condition != node,
            ForEachStatementSyntax loop => loop.Expression != node,
            WhileStatementSyntax loop => loop.Condition != node,
            SwitchExpressionArmSyntax
            or SwitchSectionSyntax
            or ForStatementSyntax
            or TryStatementSyntax
            or CatchClauseSyntax
            or AnonymousFunctionExpressionSyntax
            or LocalFunctionStatementSyntax
            or QueryExpressionSyntax => true,
            _ => false,
        };

    private static bool MayLeaveBefore(SyntaxNode statement, BlockSyntax block) =>
        block
            .Statements.TakeWhile(other => other != statement)
            .SelectMany(static other => other.DescendantNodesAndSelf())
            .Any(static node =>
                node
                    is ReturnStatementSyntax
                        or GotoStatementSyntax
                        or BreakStatementSyntax
                        or ContinueStatementSyntax
                        or YieldStatementSyntax
                        or ThrowStatementSyntax
                        or ThrowExpressionSyntax
            );
}
