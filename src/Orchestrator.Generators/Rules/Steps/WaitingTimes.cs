using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Orchestrator.Generators.Rules.Steps;

/// <summary>Reads times that are written in code.</summary>
internal static class WaitingTimes
{
    /// <summary>True for a time that is certainly zero or negative.</summary>
    public static bool IsNotPositive(IOperation value) =>
        value switch
        {
            IConversionOperation conversion => IsNotPositive(conversion.Operand),
            IFieldReferenceOperation { Field: { Name: "Zero" or "MinValue" } field } => IsTime(field.ContainingType),
            IDefaultValueOperation { Type: { } type } => IsTime(type),
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus, Operand: var time } => SignsOf(time) is { IsEmpty: false } signs
                && signs.All(static sign => sign >= 0),
            _ => SignsOf(value) is { IsEmpty: false } signs && signs.All(static sign => sign <= 0),
        };

    /// <summary>The signs of all numbers from which a time is made; nothing where one of them is computed.</summary>
    private static ImmutableArray<int> SignsOf(IOperation time)
    {
        var arguments = time switch
        {
            IInvocationOperation { TargetMethod: { IsStatic: true } method, Arguments: var given }
                when IsTime(method.ContainingType) && method.Name.StartsWith("From", StringComparison.Ordinal) => given,
            IObjectCreationOperation { Type: { } type, Arguments: var given } when IsTime(type) => given,
            _ => [],
        };
        return arguments.Any(static argument => argument.Value.ConstantValue is not { HasValue: true, Value: int or long or double })
            ? []
            :
            [
                .. arguments.Select(static argument =>
                    Convert.ToDouble(argument.Value.ConstantValue.Value, CultureInfo.InvariantCulture) switch
                    {
                        > 0 => 1,
                        < 0 => -1,
                        _ => 0,
                    }
                ),
            ];
    }

    private static bool IsTime(ITypeSymbol type) =>
        type is { Name: "TimeSpan", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };
}
