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
    private readonly Dictionary<ISymbol, List<IOperation>> _sources = new(SymbolEqualityComparer.Default);
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
    public bool MayBe(IOperation? task) =>
        // Code that is being typed may take a local from itself.
        MayBe(task, new(SymbolEqualityComparer.Default));

    private bool MayBe(IOperation? task, HashSet<ISymbol> followed)
    {
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
                case IInvocationOperation
                {
                    TargetMethod: { Name: "WithCancellation" or "ConfigureAwait", IsExtensionMethod: true },
                    Arguments: [{ Value: var sequence }, ..]
                }:
                    task = sequence;
                    break;
                case IInvocationOperation { TargetMethod: { Name: "WhenEach" } made }:
                    return IsTask(made.ContainingType);
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
                case IPropertyReferenceOperation { Property: { Name: "Value" } value, Instance: { } entry } when IsPart(value):
                    task = entry;
                    break;
                case IFieldReferenceOperation { Field: var element, Instance: { } whole } when IsPart(element):
                    task = whole;
                    break;
                case IParameterReferenceOperation
                {
                    Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction }
                }:
                    return true;
                case ILocalReferenceOperation { Local: var local } when _sources.TryGetValue(local, out var sources) && followed.Add(local):
                    return sources.Any(source => MayBe(source, followed));
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
                Take(local, value);
                break;
            case IForEachLoopOperation { LoopControlVariable: var each, Collection: var collection }:
                TakeEach(each, collection);
                break;
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local }, Value: var value }:
                Take(local, value);
                break;
            case IDeconstructionAssignmentOperation { Target: var target, Value: var value }:
                TakeEach(target, value);
                break;
            case IAwaitOperation { Operation: var awaited }:
                Add(awaited, operation);
                break;
            case IPropertyReferenceOperation { Property: var property, Instance: { } asked } when IsQuestion(property):
                Add(asked, operation);
                break;
            case IIsPatternOperation { Value: var value, Pattern: var pattern }:
                Read(value, pattern, pattern);
                break;
            case ISwitchExpressionOperation { Value: var value, Arms: var arms }:
                foreach (var arm in arms)
                {
                    Read(value, arm.Pattern, arm.Pattern);
                }

                break;
            case ISwitchOperation { Value: var value, Cases: var cases }:
                foreach (var clause in cases.SelectMany(static section => section.Clauses).OfType<IPatternCaseClauseOperation>())
                {
                    Read(value, clause.Pattern, clause);
                }

                break;
            default:
                break;
        }
    }

    // A local that a pattern declares is what the pattern is about: W() is { IsCompleted: true } done.
    private void Read(IOperation value, IPatternOperation pattern, IOperation at)
    {
        foreach (var declared in pattern.DescendantsAndSelf().Select(DeclaredBy).OfType<ISymbol>())
        {
            Take(declared, value);
            if (Asks(pattern))
            {
                _seen.Add((declared, at.Syntax.Span.End));
            }
        }

        if (Asks(pattern))
        {
            Add(value, at);
        }
    }

    private static ISymbol? DeclaredBy(IOperation pattern) =>
        pattern switch
        {
            IDeclarationPatternOperation declaration => declaration.DeclaredSymbol,
            IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
            _ => null,
        };

    private void Take(ISymbol local, IOperation source)
    {
        if (!_sources.TryGetValue(local, out var sources))
        {
            _sources.Add(local, sources = []);
        }

        sources.Add(source);
    }

    // Of tuples on both sides each element has a source of its own; what is taken apart otherwise is the source of all.
    private void TakeEach(IOperation target, IOperation source)
    {
        switch (target, Unconverted(source))
        {
            case (IDeclarationExpressionOperation declaration, _):
                TakeEach(declaration.Expression, source);
                break;
            case (IVariableDeclaratorOperation declarator, _):
                Take(declarator.Symbol, source);
                break;
            case (ILocalReferenceOperation local, _):
                Take(local.Local, source);
                break;
            case (ITupleOperation { Elements: var targets }, ITupleOperation { Elements: var sources })
                when targets.Length == sources.Length:
                for (var i = 0; i < targets.Length; i++)
                {
                    TakeEach(targets[i], sources[i]);
                }

                break;
            case (ITupleOperation { Elements: var targets }, _):
                foreach (var element in targets)
                {
                    TakeEach(element, source);
                }

                break;
        }
    }

    // Whatever the awaited expression names is taken for awaited: Task.WhenAll(a, b), a.ConfigureAwait(false),
    // Task.WhenAll(tasks.Select(...)); and what a local that it names was made of: var both = Task.WhenAll(a, b).
    private void Add(IOperation named, IOperation at) => Add(named, at.Syntax.Span.End, new(SymbolEqualityComparer.Default));

    private void Add(IOperation named, int end, HashSet<ISymbol> followed)
    {
        foreach (var task in named.DescendantsAndSelf().Select(SymbolOf).OfType<ISymbol>().Where(followed.Add))
        {
            _seen.Add((task, end));
            foreach (var source in _sources.TryGetValue(task, out var sources) ? sources : [])
            {
                Add(source, end, followed);
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

    // An element of a tuple, or the value of an entry of a dictionary: as complete as what it is a part of.
    private static bool IsPart(ISymbol member) =>
        member.ContainingType is { IsTupleType: true } or { Name: "KeyValuePair", ContainingNamespace.Name: "Generic" };

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
