using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Chains;

/// <summary>
/// Says whether a chain that a body names becomes a part of what the body returns. One that is only counted, compared or logged does not
/// run.
/// </summary>
internal static class ChainUses
{
    /// <summary>
    /// True when the value of a name goes into a step list, is returned or kept; false when only something about it is asked.
    /// </summary>
    public static bool IsUsed(SimpleNameSyntax name, SemanticModel model, CompilationReader reader, CancellationToken cancellationToken)
    {
        SyntaxNode value = name;
        while (true)
        {
            switch (value.Parent)
            {
                // Flow.Chain, Flow.Chain(), (Chain), Chain!, list >> Chain, flag ? Chain : other: still a list.
                case MemberAccessExpressionSyntax access when access.Name == value:
                case InvocationExpressionSyntax call when call.Expression == value:
                case QualifiedNameSyntax
                or AliasQualifiedNameSyntax
                or ParenthesizedExpressionSyntax
                or CastExpressionSyntax
                or PostfixUnaryExpressionSyntax
                or TupleExpressionSyntax:
                case BinaryExpressionSyntax
                {
                    RawKind: (int)SyntaxKind.RightShiftExpression or (int)SyntaxKind.CoalesceExpression or (int)SyntaxKind.AsExpression
                }:
                case ConditionalExpressionSyntax conditional when conditional.Condition != value:
                case SwitchExpressionArmSyntax:
                case SwitchExpressionSyntax choice when choice.GoverningExpression != value:
                    value = value.Parent;
                    break;
                case AssignmentExpressionSyntax assignment:
                    return assignment.Right == value;
                case ReturnStatementSyntax
                or YieldStatementSyntax
                or ArrowExpressionClauseSyntax
                or EqualsValueClauseSyntax
                or LambdaExpressionSyntax
                or InitializerExpressionSyntax
                or CollectionElementSyntax:
                    return true;
                case ForEachStatementSyntax loop:
                    return loop.Expression == value;

                // Whatever gives steps for it may have put it in: StepGroup("G", Chain), Build(Chain), Chain.Append(step).
                case MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call }
                    when Carries(model.GetTypeInfo(call, cancellationToken).Type, reader):
                    value = call;
                    break;
                case ArgumentSyntax { Parent.Parent: ExpressionSyntax call }
                    when Carries(model.GetTypeInfo(call, cancellationToken).Type, reader):
                    value = call;
                    break;
                case ArgumentSyntax { Parent: TupleExpressionSyntax tuple }:
                    value = tuple;
                    break;
                case ArgumentSyntax
                {
                    Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var list } }
                }:
                    return Carries(model.GetTypeInfo(list, cancellationToken).Type, reader);
                default:
                    return false;
            }
        }
    }

    // StepList, Step, and whatever holds or gives some.
    private static bool Carries(ITypeSymbol? type, CompilationReader reader) =>
        type switch
        {
            IArrayTypeSymbol array => Carries(array.ElementType, reader),
            INamedTypeSymbol named => KnownSymbols.Is(named, reader.Known.StepList)
                || reader.Known.IsStep(named)
                || named.TypeArguments.Any(argument => Carries(argument, reader)),
            _ => false,
        };
}
