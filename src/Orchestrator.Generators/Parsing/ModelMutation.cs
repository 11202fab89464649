using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Orchestrator.Generators.Parsing;

/// <summary>Recognises code that changes the tree of a subscription.</summary>
internal static class ModelMutation
{
    private static readonly HashSet<string> ListMutators = new(StringComparer.Ordinal)
    {
        "Add", "AddRange", "Clear", "Insert", "InsertRange", "Remove", "RemoveAll", "RemoveAt", "RemoveRange", "Reverse", "Sort",
    };

    /// <summary>The parameter of a subscription type that an operation changes directly; null when it changes none.</summary>
    public static IParameterSymbol? FindRoot(IOperation operation, KnownTypes known)
    {
        var changed = operation switch
        {
            IAssignmentOperation { Target: IPropertyReferenceOperation property } => property.Instance,
            IIncrementOrDecrementOperation { Target: IPropertyReferenceOperation property } => property.Instance,
            IInvocationOperation { Instance: IPropertyReferenceOperation list, TargetMethod: var method }
                when ListMutators.Contains(method.Name) && KnownTypes.Is(list.Type?.OriginalDefinition, known.ListOfT) => list.Instance,
            _ => null,
        };
        return changed is null ? null : RootOf(changed, known);
    }

    // subscription.A.B[0]!.C = ...: down through members and elements to the parameter that it all hangs on.
    private static IParameterSymbol? RootOf(IOperation operation, KnownTypes known)
    {
        while (true)
        {
            switch (operation)
            {
                case IPropertyReferenceOperation { Instance: { } instance }:
                    operation = instance;
                    break;
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IParameterReferenceOperation { Parameter: var parameter }:
                    return SubscriptionUse.TryRead(parameter.Type, known) is null ? null : parameter;
                default:
                    return null;
            }
        }
    }
}
