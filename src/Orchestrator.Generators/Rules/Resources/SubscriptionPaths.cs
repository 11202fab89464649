using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Views;

namespace Orchestrator.Generators.Rules.Resources;

/// <summary>
/// Names the members of a subscription that code reads or writes, from the parameter on: <c>Box.Address</c> for
/// <c>subscription.Box.Address</c>.
/// </summary>
internal static class SubscriptionPaths
{
    private const string Subject = "subscription";

    /// <summary>
    /// The members of which a method of a class makes the text that it returns. What it only compares, or gives to other code, is not one
    /// of them.
    /// </summary>
    public static ImmutableArray<string> FindReturned(
        INamedTypeSymbol type,
        string name,
        CompilationReader reader,
        CancellationToken cancellationToken
    ) =>
        type.GetMembers(name).OfType<IMethodSymbol>().FirstOrDefault(static method => method.IsOverride) is { } method
            ?
            [
                .. MethodOperations
                    .Of(reader)
                    .Find(method, cancellationToken)
                    .OfType<IReturnOperation>()
                    .SelectMany(static end => PartsOf(end.ReturnedValue))
                    .Select(part => PathOf(part, static parameter => true))
                    .OfType<string>(),
            ]
            : [];

    /// <summary>The members that a method of a class reads, itself or in methods of this project to which it hands a part.</summary>
    public static ImmutableHashSet<string> FindRead(
        INamedTypeSymbol type,
        string name,
        CompilationReader reader,
        CancellationToken cancellationToken
    ) =>
        type.GetMembers(name).OfType<IMethodSymbol>().FirstOrDefault(static method => method is { IsOverride: true, Parameters.Length: 1 })
            is { } method
            ? FindRead(method, method.Parameters[0], reader, cancellationToken)
            : [];

    /// <summary>The members of a parameter that a method reads, itself or in methods of this project to which it hands a part.</summary>
    public static ImmutableHashSet<string> FindRead(
        IMethodSymbol method,
        IParameterSymbol subject,
        CompilationReader reader,
        CancellationToken cancellationToken
    )
    {
        const int maxDepth = 4;
        var found = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        Read(method, subject.Ordinal, within: "", depth: 0);
        return found.ToImmutable();

        void Read(IMethodSymbol method, int parameter, string within, int depth)
        {
            foreach (var reference in MethodOperations.Of(reader).Find(method, cancellationToken).OfType<IParameterReferenceOperation>())
            {
                if (reference.Parameter.Ordinal != parameter || !IsParameterOf(reference.Parameter, method))
                {
                    continue;
                }

                var (part, path) = Climb(reference, within);
                if (part != reference && !IsModel(part.Type, reader) && !IsAssigned(part))
                {
                    found.Add(path);
                }
                else if (depth < maxDepth && FindTaker(part) is var (called, taken))
                {
                    Read(called, taken, path, depth + 1);
                }
            }
        }
    }

    private static bool IsParameterOf(IParameterSymbol parameter, IMethodSymbol method) =>
        SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method)
        || SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method.PartialImplementationPart);

    // subscription.Box.Address, from the parameter outwards.
    private static (IOperation Part, string Path) Climb(IOperation part, string path)
    {
        while (
            part.Parent is IPropertyReferenceOperation { Property: { IsIndexer: false, Name: var name }, Instance: var instance } outer
            && instance == part
            && name is not ("Value" or "HasValue")
        )
        {
            path = path.Length == 0 ? name : $"{path}.{name}";
            part = outer;
        }

        return (part, path);
    }

    private static bool IsModel(ITypeSymbol? type, CompilationReader reader) =>
        reader.Known.IsProductBlock(type) || reader.Known.IsSubscriptionModel(type) || reader.Known.IsLifecycleView(type);

    private static bool IsAssigned(IOperation part) => part.Parent is IAssignmentOperation assignment && assignment.Target == part;

    /// <summary>The method that gets a value, and as which parameter; null where it goes elsewhere, or to what may be overridden.</summary>
    private static (IMethodSymbol Method, int Parameter)? FindTaker(IOperation value)
    {
        var outer = value.Parent is IConversionOperation { OperatorMethod: null } conversion ? conversion.Parent : value.Parent;
        return
            outer is IArgumentOperation { Parameter: { Ordinal: var ordinal }, Parent: IInvocationOperation { TargetMethod: var called } }
            && called is { IsVirtual: false, IsAbstract: false, IsOverride: false }
            ? (called.OriginalDefinition, ordinal)
            : null;
    }

    /// <summary>The members of the workflow's own subscription that a step assigns each time it runs.</summary>
    public static IEnumerable<string> FindAssigned(
        IMethodSymbol step,
        INamedTypeSymbol product,
        CompilationReader reader,
        CancellationToken cancellationToken
    ) =>
        MethodOperations
            .Of(reader)
            .Find(step, cancellationToken)
            .Where(static operation =>
                operation is ISimpleAssignmentOperation or IDeconstructionAssignmentOperation && IsCertain(operation)
            )
            .SelectMany(static operation => Flatten(((IAssignmentOperation)operation).Target))
            .Select(target =>
                PathOf(
                    target,
                    parameter =>
                        SnakeCase.Convert(parameter.Name) == Subject
                        && SubscriptionUse.TryRead(parameter.Type, reader, parameter) is { Product: var taken }
                        && (taken.IsOrDerivesFrom(product) || product.IsOrDerivesFrom(taken))
                )
            )
            .OfType<string>();

    private static IEnumerable<IOperation> PartsOf(IOperation? value) =>
        value switch
        {
            IConversionOperation { OperatorMethod: null } conversion => PartsOf(conversion.Operand),
            IInterpolatedStringOperation text => text
                .Parts.OfType<IInterpolationOperation>()
                .SelectMany(static part => PartsOf(part.Expression)),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => PartsOf(sum.LeftOperand).Concat(PartsOf(sum.RightOperand)),
            IInvocationOperation { TargetMethod.Name: "ToString", Instance: { } instance } => PartsOf(instance),
            IPropertyReferenceOperation { Property: { Name: "Value", ContainingType: var type }, Instance: { } held }
                when type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T => PartsOf(held),
            IPropertyReferenceOperation => [value],
            _ => [],
        };

    private static IEnumerable<IOperation> Flatten(IOperation target) =>
        target is ITupleOperation tuple ? tuple.Elements.SelectMany(Flatten) : [target];

    private static string? PathOf(IOperation value, Func<IParameterSymbol, bool> isMeant)
    {
        var names = new Stack<string>();
        var current = value;
        while (current is IPropertyReferenceOperation { Property: { IsIndexer: false, Name: var name }, Instance: { } owner })
        {
            names.Push(name);
            current = owner;
        }

        return names.Count > 0 && current is IParameterReferenceOperation { Parameter: var parameter } && isMeant(parameter)
            ? string.Join(".", names)
            : null;
    }

    // What stands under a condition may apply only while the member has no value yet.
    private static bool IsCertain(IOperation operation)
    {
        for (var around = operation.Parent; around is not null; around = around.Parent)
        {
            if (
                around
                is IConditionalOperation
                    or ISwitchOperation
                    or ISwitchExpressionOperation
                    or ILoopOperation
                    or ITryOperation
                    or IAnonymousFunctionOperation
                    or ILocalFunctionOperation
            )
            {
                return false;
            }
        }

        return true;
    }
}
