using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Steps;

/// <summary>
/// Says which tasks in one body are known, or may be known, to be complete where they are read, so that reading them blocks nothing.
/// </summary>
internal sealed class CompletedTasks
{
    private readonly CompilationReader _reader;
    private readonly Dictionary<ISymbol, IOperation> _sources = new(SymbolEqualityComparer.Default);
    private readonly List<(ISymbol Task, int End)> _seen = [];

    public CompletedTasks(IEnumerable<IOperation> operations, CompilationReader reader)
    {
        _reader = reader;
        foreach (var operation in operations)
        {
            Read(operation);
        }
    }

    /// <summary>
    /// True for a task that was awaited or asked before, alone or with others, that an await gave, that is made complete, or that a lambda
    /// is given: <c>ContinueWith</c> gives one that is complete.
    /// </summary>
    public bool MayBe(IOperation? task)
    {
        // Code that is being typed may take a local from itself.
        var followed = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        while (true)
        {
            if (task is not null && SymbolOf(task) is { } asked && IsSeenBefore(asked, task))
            {
                return true;
            }

            switch (task)
            {
                case IConversionOperation conversion:
                    task = conversion.Operand;
                    break;
                case IAwaitOperation:
                    return true;
                case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.PatternInput } input:
                    return PatternAround(input) is { } pattern && Asks(pattern);
                case IInvocationOperation { TargetMethod: { Name: "ConfigureAwait" or "AsTask" or "Preserve" }, Instance: { } instance }:
                    task = instance;
                    break;
                case IInvocationOperation { TargetMethod: { Name: "FromResult" or "FromException" or "FromCanceled" } made }:
                    return IsTask(made.ContainingType);
                case IPropertyReferenceOperation { Property: { Name: "CompletedTask", IsStatic: true } made }:
                    return IsTask(made.ContainingType);
                case IDefaultValueOperation:
                    return true;
                case IObjectCreationOperation { Type: { Name: "ValueTask" } type, Arguments: [{ Value: var value }] } when IsTask(type):
                    // One of a value is complete; one of a task is as that task is.
                    if (!IsTask(Unconverted(value).Type))
                    {
                        return true;
                    }

                    task = value;
                    break;
                case IArrayElementReferenceOperation { ArrayReference: var array }:
                    task = array;
                    break;
                case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } list }:
                    task = list;
                    break;
                case IParameterReferenceOperation
                {
                    Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction }
                }:
                    return true;
                case ILocalReferenceOperation { Local: var local } when _sources.TryGetValue(local, out var source) && followed.Add(local):
                    task = source;
                    break;
                default:
                    return false;
            }
        }
    }

    /// <summary>True when a call waits for no time: it asks and continues.</summary>
    public static bool IsPoll(IInvocationOperation call) =>
        call.Arguments.Any(static argument =>
            argument.Parameter is { Name: "millisecondsTimeout" } && argument.Value.ConstantValue is { HasValue: true, Value: 0 }
        )
        || call.Arguments.Any(static argument =>
            Unconverted(argument.Value) is IFieldReferenceOperation { Field: { Name: "Zero", ContainingType.Name: "TimeSpan" } }
        );

    private bool IsSeenBefore(ISymbol task, IOperation read) =>
        _seen.Any(seen => seen.End <= read.Syntax.SpanStart && SymbolEqualityComparer.Default.Equals(seen.Task, task));

    private void Read(IOperation operation)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation { Symbol: var local } declarator
                when declarator.GetVariableInitializer() is { Value: var value }:
                _sources[local] = value;
                break;
            case IForEachLoopOperation
            {
                LoopControlVariable: IVariableDeclaratorOperation { Symbol: var local },
                Collection: var collection
            }:
                _sources[local] = collection;
                break;
            case IAwaitOperation { Operation: var awaited }:
                Add(awaited, operation);
                break;
            case IPropertyReferenceOperation { Property: var property, Instance: { } asked } when IsQuestion(property):
                Add(asked, operation);
                break;
            case IIsPatternOperation { Value: var value, Pattern: var pattern } when Asks(pattern):
                Add(value, pattern);
                break;
            case ISwitchExpressionOperation { Value: var value, Arms: var arms }:
                foreach (var arm in arms.Where(arm => Asks(arm.Pattern)))
                {
                    Add(value, arm.Pattern);
                }

                break;
            case ISwitchOperation { Value: var value, Cases: var cases }:
                foreach (
                    var clause in cases
                        .SelectMany(static section => section.Clauses)
                        .OfType<IPatternCaseClauseOperation>()
                        .Where(clause => Asks(clause.Pattern))
                )
                {
                    Add(value, clause);
                }

                break;
            default:
                break;
        }
    }

    // Whatever the awaited expression names is taken for awaited: Task.WhenAll(a, b), a.ConfigureAwait(false),
    // Task.WhenAll(tasks.Select(...)).
    private void Add(IOperation named, IOperation at)
    {
        foreach (var operation in named.DescendantsAndSelf())
        {
            if (SymbolOf(operation) is { } task)
            {
                _seen.Add((task, at.Syntax.Span.End));
            }
        }
    }

    private static ISymbol? SymbolOf(IOperation operation) =>
        operation switch
        {
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            IFieldReferenceOperation field => field.Field,
            IPropertyReferenceOperation { Property: { IsIndexer: false } property } => property,
            _ => null,
        };

    // A pattern names the property, not the task: task is { IsCompletedSuccessfully: true }.
    private bool Asks(IPatternOperation pattern) =>
        pattern
            .DescendantsAndSelf()
            .Any(operation =>
                operation is IPropertySubpatternOperation { Member: IPropertyReferenceOperation { Property: var property } }
                && IsQuestion(property)
            );

    private bool IsQuestion(IPropertySymbol property) =>
        property.Name is "IsCompleted" or "IsCompletedSuccessfully" or "IsFaulted" or "IsCanceled" or "Status" or "Exception"
        && IsTask(property.ContainingType);

    private bool IsTask(ITypeSymbol? type) => _reader.Known.IsTask(type);

    private static IOperation Unconverted(IOperation operation)
    {
        while (operation is IConversionOperation conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }

    // The outermost one: what is asked may stand beside what is read.
    private static IPatternOperation? PatternAround(IOperation operation)
    {
        IPatternOperation? outermost = null;
        for (
            var current = operation.Parent;
            current is IPatternOperation or IPropertySubpatternOperation or IPropertyReferenceOperation;
            current = current.Parent
        )
        {
            outermost = current as IPatternOperation ?? outermost;
        }

        return outermost;
    }
}
