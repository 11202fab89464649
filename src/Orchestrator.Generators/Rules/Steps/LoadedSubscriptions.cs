using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Steps;

/// <summary>Recognises subscriptions that a step loads itself, with <c>ISubscriptions</c>.</summary>
internal static class LoadedSubscriptions
{
    /// <summary>
    /// The local with a loaded subscription that an operation changes; null for any other operation, and for a local that goes anywhere,
    /// because it may be saved there.
    /// </summary>
    public static (ILocalSymbol Local, INamedTypeSymbol Product)? FindChanged(
        IOperation operation,
        IReadOnlyList<IOperation> operations,
        CompilationReader reader
    ) =>
        FindTarget(operation, reader) is { } target
        && RootOf(target, reader) is { } local
        && local.Type is INamedTypeSymbol product
        && reader.Known.IsSubscriptionModel(product)
        && IsLoaded(local, operations, reader)
        && !operations
            .OfType<ILocalReferenceOperation>()
            .Any(use => SymbolEqualityComparer.Default.Equals(use.Local, local) && Leaves(use, reader))
            ? (local, product)
            : null;

    private static IOperation? FindTarget(IOperation operation, CompilationReader reader) =>
        operation switch
        {
            IAssignmentOperation { Target: IPropertyReferenceOperation target } => target,
            IIncrementOrDecrementOperation { Target: IPropertyReferenceOperation target } => target,
            _ => ModelMutation.FindChangedList(operation, reader.Known) as IPropertyReferenceOperation,
        };

    private static ILocalSymbol? RootOf(IOperation target, CompilationReader reader)
    {
        var current = target;
        while (current is IPropertyReferenceOperation { Property: var property, Instance: { } owner })
        {
            if (property.DeclaredAccessibility != Accessibility.Public || reader.Known.IsNotMapped(property))
            {
                return null;
            }

            current = owner;
        }

        return (current as ILocalReferenceOperation)?.Local;
    }

    // var other = await subscriptions.GetAsync<Node>(id);
    private static bool IsLoaded(ILocalSymbol local, IReadOnlyList<IOperation> operations, CompilationReader reader) =>
        operations
            .OfType<IVariableDeclaratorOperation>()
            .FirstOrDefault(declared => SymbolEqualityComparer.Default.Equals(declared.Symbol, local))
            ?.GetVariableInitializer()
            ?.Value
            is IAwaitOperation { Operation: var awaited }
        && (awaited is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } configured } ? configured : awaited)
            is IInvocationOperation { TargetMethod: { Name: "GetAsync", ContainingType: var type } }
        && KnownSymbols.Is(type, reader.Known.Subscriptions);

    // A block of it may be changed, and saved, wherever it goes.
    private static bool Leaves(ILocalReferenceOperation use, CompilationReader reader)
    {
        IOperation value = use;
        while (value.Parent is IPropertyReferenceOperation { Instance: var owner } && owner == value)
        {
            value = value.Parent;
        }

        return value == use
            || (
                IsPart(value.Type, reader)
                && !(value.Parent is IAssignmentOperation { Target: var target } && target == value)
                && !(value.Parent is IInvocationOperation { Instance: var list } && list == value)
            );
    }

    private static bool IsPart(ITypeSymbol? type, CompilationReader reader) =>
        reader.Known.IsProductBlock(type) || type is INamedTypeSymbol { TypeArguments: [var element] } && IsPart(element, reader);
}
