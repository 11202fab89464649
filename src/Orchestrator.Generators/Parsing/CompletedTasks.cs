using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Orchestrator.Generators.Parsing;

/// <summary>Says which tasks in one body are known, or may be known, to be complete where they are read, so that reading them blocks nothing.</summary>
internal sealed class CompletedTasks
{
    private readonly Dictionary<ISymbol, IOperation> _sources = new(SymbolEqualityComparer.Default);
    private readonly List<(ISymbol Task, int End)> _awaited = [];

    public CompletedTasks(IEnumerable<IOperation> operations)
    {
        foreach (var operation in operations)
        {
            Read(operation);
        }
    }

    /// <summary>True for a task that was awaited or asked before, alone or with others, that an await gave, or that a lambda is given: <c>ContinueWith</c> gives one that is complete.</summary>
    public bool MayBe(IOperation? task)
    {
        // Code that is being typed may take a local from itself.
        var followed = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        while (true)
        {
            switch (task)
            {
                case IConversionOperation conversion:
                    task = conversion.Operand;
                    break;
                case IAwaitOperation:
                    return true;
                case IArrayElementReferenceOperation { ArrayReference: var array }:
                    task = array;
                    break;
                case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } list }:
                    task = list;
                    break;
                case IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction } }:
                    return true;
                case ILocalReferenceOperation { Local: var local } when !IsAwaitedBefore(local, task) && _sources.TryGetValue(local, out var source) && followed.Add(local):
                    task = source;
                    break;
                case ILocalReferenceOperation { Local: var local }:
                    return IsAwaitedBefore(local, task);
                case IParameterReferenceOperation { Parameter: var parameter }:
                    return IsAwaitedBefore(parameter, task);
                default:
                    return false;
            }
        }
    }

    private bool IsAwaitedBefore(ISymbol task, IOperation read) =>
        _awaited.Any(awaited => awaited.End <= read.Syntax.SpanStart && SymbolEqualityComparer.Default.Equals(awaited.Task, task));

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
            case IAwaitOperation { Operation: var awaited }:
                Add(awaited, operation);
                break;
            case IPropertyReferenceOperation { Property.Name: "IsCompleted" or "IsCompletedSuccessfully", Instance: { } asked }:
                Add(asked, operation);
                break;
            default:
                break;
        }
    }

    // Whatever the awaited expression names is taken for awaited: Task.WhenAll(a, b), a.ConfigureAwait(false), Task.WhenAll(tasks.Select(...)).
    private void Add(IOperation named, IOperation at)
    {
        foreach (var operation in named.DescendantsAndSelf())
        {
            if (operation switch { ILocalReferenceOperation local => local.Local, IParameterReferenceOperation parameter => parameter.Parameter, _ => (ISymbol?)null } is { } task)
            {
                _awaited.Add((task, at.Syntax.Span.End));
            }
        }
    }
}
