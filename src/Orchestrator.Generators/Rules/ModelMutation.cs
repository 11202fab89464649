using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Views;

namespace Orchestrator.Generators.Rules;

/// <summary>Recognises code in one body that changes the tree of a subscription, as far as it is stored.</summary>
internal sealed class ModelMutation
{
    private static readonly HashSet<string> ListMutators = new(StringComparer.Ordinal)
    {
        "Add",
        "AddRange",
        "Clear",
        "Insert",
        "InsertRange",
        "Remove",
        "RemoveAll",
        "RemoveAt",
        "RemoveRange",
        "Reverse",
        "Sort",
    };

    private readonly CompilationReader _reader;
    private readonly Dictionary<ISymbol, PartSource> _sources = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _replaced = new(SymbolEqualityComparer.Default);

    /// <summary>
    /// Reads which locals stand for a part of a subscription: those that a declaration, a loop, a pattern or a lambda takes from one.
    /// </summary>
    public ModelMutation(IReadOnlyList<IOperation> operations, CompilationReader reader)
    {
        _reader = reader;
        foreach (var operation in operations)
        {
            Read(operation);
        }
    }

    /// <summary>True for an operation that only gives the elements of a list another order.</summary>
    public static bool IsReordering(IOperation operation) => operation is IInvocationOperation { TargetMethod.Name: "Sort" or "Reverse" };

    /// <summary>The parameter of a subscription type that an operation changes directly; null when it changes none.</summary>
    public IParameterSymbol? FindRoot(IOperation operation) =>
        operation switch
        {
            IAssignmentOperation assignment => FindRootOfTarget(assignment.Target),
            IIncrementOrDecrementOperation increment => FindRootOfTarget(increment.Target),
            _ when FindChangedList(operation, _reader.Known) is { } list => FindRootOfList(list),
            _ => null,
        };

    /// <summary>The list that a call changes; null for any other operation.</summary>
    public static IOperation? FindChangedList(IOperation operation, KnownSymbols known) =>
        operation is IInvocationOperation { Instance: { } list, TargetMethod.Name: var method }
        && ListMutators.Contains(method)
        && KnownSymbols.Is(list.Type?.OriginalDefinition, known.ListOfT)
            ? list
            : null;

    private IParameterSymbol? FindRootOfTarget(IOperation target) =>
        target switch
        {
            // (subscription.A, subscription.B) = ...
            ITupleOperation tuple => tuple.Elements.Select(FindRootOfTarget).FirstOrDefault(static root => root is not null),
            IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } list } => FindRootOfList(list),
            IPropertyReferenceOperation { Property: var property, Instance: { } owner } when IsStored(property) => RootOf(
                owner,
                isPart: true
            ),
            _ => null,
        };

    // A list that a call has made of another one is a copy, though its elements are the same.
    private IParameterSymbol? FindRootOfList(IOperation list) =>
        list switch
        {
            IPropertyReferenceOperation { Property: { SetMethod: not null } property, Instance: { } owner } when IsStored(property) =>
                RootOf(owner, isPart: true),
            ILocalReferenceOperation => RootOf(list, isPart: false),
            _ => null,
        };

    // What is private, or says so, is not part of what is stored. What SubscriptionModel itself declares is.
    private bool IsStored(IPropertySymbol property) =>
        property is { IsStatic: false, DeclaredAccessibility: Accessibility.Public } && !_reader.Known.IsNotMapped(property);

    private void Read(IOperation operation)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation { Symbol: var local } declarator
                when declarator.GetVariableInitializer() is { Value: var value }:
                _sources[local] = new(value, IsElement: false);
                break;
            case IForEachLoopOperation
            {
                LoopControlVariable: IVariableDeclaratorOperation { Symbol: var local },
                Collection: var collection
            }:
                _sources[local] = new(collection, IsElement: true);
                break;
            case IForEachLoopOperation
            {
                LoopControlVariable: ITupleOperation or IDeclarationExpressionOperation,
                Collection: var collection
            } loop:
                foreach (var local in loop.LoopControlVariable.DescendantsAndSelf().OfType<ILocalReferenceOperation>())
                {
                    _sources[local.Local] = new(collection, IsElement: true);
                }

                break;
            case IIsPatternOperation { Value: var value, Pattern: var pattern }:
                ReadPattern(value, pattern);
                break;
            case ISwitchExpressionOperation { Value: var value, Arms: var arms }:
                foreach (var arm in arms)
                {
                    ReadPattern(value, arm.Pattern);
                }

                break;
            case ISwitchOperation { Value: var value, Cases: var cases }:
                foreach (var clause in cases.SelectMany(static section => section.Clauses).OfType<IPatternCaseClauseOperation>())
                {
                    ReadPattern(value, clause.Pattern);
                }

                break;
            case IInvocationOperation call:
                ReadLambdas(call);
                break;
            case IAssignmentOperation { Target: var target }:
                ReadReplaced(target);
                break;
            default:
                break;
        }

        if (operation is IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: var handed })
        {
            ReadReplaced(handed);
        }
    }

    // subscription.Ports is [var first, ..] and subscription is { Site: { } site } name parts of what is matched.
    private void ReadPattern(IOperation value, IPatternOperation pattern)
    {
        foreach (var part in pattern.DescendantsAndSelf())
        {
            var declared = part switch
            {
                IDeclarationPatternOperation declaration => declaration.DeclaredSymbol,
                IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
                IListPatternOperation list => list.DeclaredSymbol,
                _ => null,
            };
            if (declared is not null)
            {
                _sources[declared] = new(value, IsElement: part != pattern);
            }
        }
    }

    private void ReadReplaced(IOperation target)
    {
        foreach (var element in target is ITupleOperation tuple ? tuple.Elements : [target])
        {
            if (
                element switch
                {
                    ILocalReferenceOperation local => local.Local,
                    IParameterReferenceOperation parameter => parameter.Parameter,
                    _ => (ISymbol?)null,
                } is
                { } replaced
            )
            {
                _replaced.Add(replaced);
            }
        }
    }

    // subscription.Ports.ForEach(port => ...), Array.ForEach(ports, port => ...): what the lambda is given are elements of what the call is
    // made on.
    private void ReadLambdas(IInvocationOperation call)
    {
        if (ReceiverOf(call) is not { } receiver)
        {
            return;
        }

        foreach (var lambda in call.Arguments.Select(static argument => LambdaOf(argument.Value)).OfType<IAnonymousFunctionOperation>())
        {
            foreach (var parameter in lambda.Symbol.Parameters)
            {
                _sources[parameter] = new(receiver, IsElement: true);
            }
        }
    }

    private static IOperation? ReceiverOf(IInvocationOperation call) =>
        call.Instance ?? call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Ordinal == 0)?.Value;

    private static IAnonymousFunctionOperation? LambdaOf(IOperation value) =>
        value switch
        {
            IAnonymousFunctionOperation lambda => lambda,
            IDelegateCreationOperation creation => LambdaOf(creation.Target),
            IConversionOperation conversion => LambdaOf(conversion.Operand),
            _ => null,
        };

    // subscription.A.B[0]!.C = ...: down through members, elements and locals to the parameter that it all hangs on. What was assigned
    // again may be something else.
    private IParameterSymbol? RootOf(IOperation operation, bool isPart)
    {
        // Code that is being typed may take a local from itself.
        var followed = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        while (true)
        {
            switch (operation)
            {
                case IPropertyReferenceOperation { Property: var property, Instance: { } instance }
                    when !_reader.Known.IsNotMapped(property):
                    isPart = true;
                    operation = instance;
                    break;
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IConditionalAccessOperation access:
                    operation = access.WhenNotNull;
                    break;
                case IConditionalAccessInstanceOperation instance when AccessOf(instance) is { } access:
                    operation = access.Operation;
                    break;
                case IArrayElementReferenceOperation { ArrayReference: var array }:
                    isPart = true;
                    operation = array;
                    break;
                case IInvocationOperation call when isPart && PartSequences.FindSource(call) is { } source:
                    operation = source;
                    break;
                case ILocalReferenceOperation { Local: var local } when IsSource(local, local.Type) && followed.Add(local):
                    Follow(local);
                    break;
                case IParameterReferenceOperation { Parameter: var parameter }
                    when IsSource(parameter, parameter.Type) && followed.Add(parameter):
                    Follow(parameter);
                    break;
                case IParameterReferenceOperation { Parameter: var parameter }:
                    return SubscriptionUse.TryRead(parameter.Type, _reader, parameter) is null || _replaced.Contains(parameter)
                        ? null
                        : parameter;
                default:
                    return null;
            }
        }

        bool IsSource(ISymbol symbol, ITypeSymbol type) => _sources.ContainsKey(symbol) && IsPartType(type) && !_replaced.Contains(symbol);

        void Follow(ISymbol symbol)
        {
            (operation, var isElement) = _sources[symbol];
            isPart |= isElement;
        }
    }

    // a?.B: what stands for a inside of it.
    private static IConditionalAccessOperation? AccessOf(IConditionalAccessInstanceOperation instance)
    {
        IOperation inner = instance;
        for (var outer = instance.Parent; outer is not null; inner = outer, outer = outer.Parent)
        {
            if (outer is IConditionalAccessOperation access && access.WhenNotNull == inner)
            {
                return access;
            }
        }

        return null;
    }

    // A local of any other type may be a copy.
    private bool IsPartType(ITypeSymbol type) =>
        _reader.Known.IsProductBlock(type)
        || _reader.Known.IsSubscriptionModel(type)
        || _reader.Known.IsLifecycleView(type)
        || IsSequence(type);

    private bool IsList(ITypeSymbol? type) => KnownSymbols.Is(type?.OriginalDefinition, _reader.Known.ListOfT);

    // List<Port>, Port[], IEnumerable<Port>; of a sequence of anything else a copy cannot be told from the list itself, so only the list
    // counts.
    private bool IsSequence(ITypeSymbol type) =>
        type switch
        {
            IArrayTypeSymbol array => _reader.Known.IsProductBlock(array.ElementType),
            INamedTypeSymbol { TypeArguments: [var element] } => IsList(type) || _reader.Known.IsProductBlock(element),
            _ => false,
        };

    /// <summary>Where a local or a lambda's parameter comes from.</summary>
    /// <param name="Source">The operation.</param>
    /// <param name="IsElement">True when it is an element of that.</param>
    private readonly record struct PartSource(IOperation Source, bool IsElement);
}
