using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Orchestrator.Generators.Rules.Resources;

/// <summary>Reads for which HTTP status codes a condition holds.</summary>
internal static class HttpAnswers
{
    private const int Ok = 200;
    private const int Redirection = 300;

    // One of each kind: the caller may not ask, and the system does not work.
    private const int Unauthorized = 401;
    private const int ServerError = 500;

    /// <summary>What a condition says of every failure, also where it says nothing of the object; null if it depends on more.</summary>
    public static bool? OfFailures(IOperation condition) =>
        Holds(condition, Unauthorized) is { } holds && Holds(condition, ServerError) == holds && Holds(condition, Ok) == !holds
            ? holds
            : null;

    /// <summary>True where a condition holds for none of the failures, whatever else it depends on.</summary>
    public static bool IsOfNoFailure(IOperation condition) =>
        Holds(condition, Unauthorized) == false && Holds(condition, ServerError) == false;

    /// <summary>The variable or parameter with the response that a condition asks; null for none.</summary>
    public static ISymbol? FindResponse(IOperation condition) =>
        condition
            .DescendantsAndSelf()
            .OfType<IPropertyReferenceOperation>()
            .Where(IsSuccessOrStatus)
            .Select(static property =>
                property.Instance switch
                {
                    ILocalReferenceOperation local => (ISymbol)local.Local,
                    IParameterReferenceOperation parameter => parameter.Parameter,
                    _ => null,
                }
            )
            .FirstOrDefault(static response => response is not null);

    private static bool? Holds(IOperation condition, int status) =>
        condition switch
        {
            IParenthesizedOperation parenthesized => Holds(parenthesized.Operand, status),
            IConversionOperation conversion => Holds(conversion.Operand, status),
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => !Holds(not.Operand, status),
            IPropertyReferenceOperation { Property.Name: "IsSuccessStatusCode" } => status is >= Ok and < Redirection,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } and => Holds(and.LeftOperand, status)
                & Holds(and.RightOperand, status),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } or => Holds(or.LeftOperand, status)
                | Holds(or.RightOperand, status),
            IBinaryOperation binary when IsStatus(binary.LeftOperand) && NumberOf(binary.RightOperand) is { } number => Compare(
                binary.OperatorKind,
                status,
                number
            ),
            IIsPatternOperation { Value: var value, Pattern: var pattern } when IsStatus(value) => Matches(pattern, status),
            _ => null,
        };

    private static bool? Matches(IPatternOperation pattern, int status) =>
        pattern switch
        {
            IConstantPatternOperation constant when NumberOf(constant.Value) is { } number => status == number,
            IRelationalPatternOperation relational when NumberOf(relational.Value) is { } number => Compare(
                relational.OperatorKind,
                status,
                number
            ),
            INegatedPatternOperation negated => !Matches(negated.Pattern, status),
            IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } or => Matches(or.LeftPattern, status)
                | Matches(or.RightPattern, status),
            IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } and => Matches(and.LeftPattern, status)
                & Matches(and.RightPattern, status),
            _ => null,
        };

    private static bool? Compare(BinaryOperatorKind kind, int status, int number) =>
        kind switch
        {
            BinaryOperatorKind.Equals => status == number,
            BinaryOperatorKind.NotEquals => status != number,
            BinaryOperatorKind.LessThan => status < number,
            BinaryOperatorKind.LessThanOrEqual => status <= number,
            BinaryOperatorKind.GreaterThan => status > number,
            BinaryOperatorKind.GreaterThanOrEqual => status >= number,
            _ => null,
        };

    private static bool IsSuccessOrStatus(IPropertyReferenceOperation property) =>
        property.Property.Name == "IsSuccessStatusCode" || IsStatus(property);

    private static bool IsStatus(IOperation operation) =>
        operation switch
        {
            IConversionOperation conversion => IsStatus(conversion.Operand),
            IPropertyReferenceOperation { Property: { Name: "StatusCode", Type.Name: "HttpStatusCode" } } => true,
            _ => false,
        };

    private static int? NumberOf(IOperation operation) => operation.ConstantValue is { HasValue: true, Value: int number } ? number : null;
}
