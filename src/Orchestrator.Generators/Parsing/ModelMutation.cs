using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Orchestrator.Generators.Parsing;

/// <summary>Recognises code in one body that changes the tree of a subscription.</summary>
internal sealed class ModelMutation
{
    private static readonly HashSet<string> ListMutators = new(StringComparer.Ordinal)
    {
        "Add", "AddRange", "Clear", "Insert", "InsertRange", "Remove", "RemoveAll", "RemoveAt", "RemoveRange", "Reverse", "Sort",
    };

    private readonly KnownTypes _known;
    private readonly Dictionary<ILocalSymbol, IOperation> _sources = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _replaced = new(SymbolEqualityComparer.Default);

    /// <summary>Reads which locals stand for a part of a subscription: those that a declaration, a loop or a pattern takes from one.</summary>
    public ModelMutation(IReadOnlyList<IOperation> operations, KnownTypes known)
    {
        _known = known;
        foreach (var operation in operations)
        {
            Read(operation);
        }
    }

    /// <summary>The parameter of a subscription type that an operation changes directly; null when it changes none.</summary>
    public IParameterSymbol? FindRoot(IOperation operation)
    {
        var changed = operation switch
        {
            IAssignmentOperation { Target: IPropertyReferenceOperation property } => property.Instance,
            IIncrementOrDecrementOperation { Target: IPropertyReferenceOperation property } => property.Instance,
            IInvocationOperation { Instance: { } list, TargetMethod: var method }
                when ListMutators.Contains(method.Name) && list is IPropertyReferenceOperation or ILocalReferenceOperation && KnownTypes.Is(list.Type?.OriginalDefinition, _known.ListOfT) =>
                    list is IPropertyReferenceOperation property ? property.Instance : list,
            _ => null,
        };
        return changed is null ? null : RootOf(changed);
    }

    private void Read(IOperation operation)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation { Symbol: var local } declarator when declarator.GetVariableInitializer() is { Value: var value }:
                _sources[local] = value;
                break;
            case IForEachLoopOperation { LoopControlVariable: IVariableDeclaratorOperation { Symbol: var local }, Collection: var collection }:
                _sources[local] = collection;
                break;
            case IIsPatternOperation { Value: var value, Pattern: IDeclarationPatternOperation { DeclaredSymbol: ILocalSymbol local } }:
                _sources[local] = value;
                break;
            case IIsPatternOperation { Value: var value, Pattern: IRecursivePatternOperation { DeclaredSymbol: ILocalSymbol local } }:
                _sources[local] = value;
                break;
            case IAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } }:
                _replaced.Add(local);
                break;
            case IAssignmentOperation { Target: IParameterReferenceOperation { Parameter: var parameter } }:
                _replaced.Add(parameter);
                break;
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: ILocalReferenceOperation { Local: var local } }:
                _replaced.Add(local);
                break;
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: IParameterReferenceOperation { Parameter: var parameter } }:
                _replaced.Add(parameter);
                break;
            default:
                break;
        }
    }

    // subscription.A.B[0]!.C = ...: down through members, elements and locals to the parameter that it all hangs on. What was assigned again may be something else.
    private IParameterSymbol? RootOf(IOperation operation)
    {
        // Code that is being typed may take a local from itself.
        var followed = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
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
                case ILocalReferenceOperation { Local: var local } when IsPart(local.Type) && !_replaced.Contains(local) && _sources.TryGetValue(local, out var source) && followed.Add(local):
                    operation = source;
                    break;
                case IParameterReferenceOperation { Parameter: var parameter }:
                    return SubscriptionUse.TryRead(parameter.Type, _known, parameter) is null || _replaced.Contains(parameter) ? null : parameter;
                default:
                    return null;
            }
        }
    }

    // A local of any other type may be a copy.
    private bool IsPart(ITypeSymbol type) =>
        _known.IsProductBlock(type) || _known.IsSubscriptionModel(type) || KnownTypes.Is(type.BaseType?.OriginalDefinition, _known.LifecycleView) || KnownTypes.Is(type.OriginalDefinition, _known.ListOfT);
}
