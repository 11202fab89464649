using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Resources;

/// <summary>
/// Follows values that are another one each time they are made, such as the time or a new id, through the methods of a compilation. A path
/// names the calls from a place to where such a value is made; an empty one says that there is none.
/// </summary>
internal sealed class VolatileFlow(CompilationReader reader)
{
    /// <summary>More calls than that inside each other are not followed.</summary>
    private const int MaxDepth = 8;

    private readonly MethodOperations _bodies = MethodOperations.Of(reader);

    // Methods that call each other are reached in many ways, and each way would be followed by itself.
    private readonly ConcurrentDictionary<MethodAtDepth, ImmutableArray<string>> _made = new();
    private readonly ConcurrentDictionary<MethodAtDepth, ImmutableArray<string>> _returned = new();

    /// <summary>That of a compilation, which follows each method once.</summary>
    public static VolatileFlow Of(CompilationReader reader) => reader.Get(static reader => new VolatileFlow(reader));

    /// <summary>The path to a volatile value that is made anywhere in what an operation does, itself or in what it calls.</summary>
    public ImmutableArray<string> FindMade(IOperation operation, CancellationToken cancellationToken) =>
        FindMade(operation, MaxDepth, cancellationToken);

    private ImmutableArray<string> FindMade(IOperation operation, int depth, CancellationToken cancellationToken) =>
        NameOf(operation) is { } name ? [name]
        : depth > 0 && CalledBy(operation) is { } called
            ? _made.GetOrAdd(
                new(called, depth),
                key =>
                    Prepend(
                        key.Method,
                        _bodies.Find(key.Method, cancellationToken).Select(inner => FindMade(inner, key.Depth - 1, cancellationToken))
                    )
            )
        : [];

    /// <summary>The path to a volatile value that is, or is part of, the value of an operation.</summary>
    /// <param name="value">The operation.</param>
    /// <param name="held">What the variables of the method hold.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public ImmutableArray<string> FindHeld(
        IOperation value,
        IReadOnlyDictionary<ISymbol, ImmutableArray<string>> held,
        CancellationToken cancellationToken
    ) => FindHeld(value, held, MaxDepth, cancellationToken);

    private ImmutableArray<string> FindHeld(
        IOperation value,
        IReadOnlyDictionary<ISymbol, ImmutableArray<string>> held,
        int depth,
        CancellationToken cancellationToken
    )
    {
        foreach (var part in value.DescendantsAndSelf())
        {
            var path =
                IsOnlyNamed(part) ? []
                : NameOf(part) is { } name ? [name]
                : part is ILocalReferenceOperation { Local: var local } && held.TryGetValue(local, out var kept) ? kept
                : part is IParameterReferenceOperation { Parameter: var parameter } && held.TryGetValue(parameter, out var given) ? given
                : depth > 0 && CalledBy(part) is { } called ? FindReturned(called, depth - 1, cancellationToken)
                : ImmutableArray<string>.Empty;
            if (!path.IsEmpty)
            {
                return path;
            }
        }

        return [];
    }

    /// <summary>What the variables of a method hold at its end, those that hold a volatile value.</summary>
    /// <param name="operations">What the method does.</param>
    /// <param name="given">What its parameters hold.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Dictionary<ISymbol, ImmutableArray<string>> FindVariables(
        ImmutableArray<IOperation> operations,
        IReadOnlyDictionary<ISymbol, ImmutableArray<string>> given,
        CancellationToken cancellationToken
    ) => FindVariables(operations, given, MaxDepth, cancellationToken);

    private Dictionary<ISymbol, ImmutableArray<string>> FindVariables(
        ImmutableArray<IOperation> operations,
        IReadOnlyDictionary<ISymbol, ImmutableArray<string>> given,
        int depth,
        CancellationToken cancellationToken
    )
    {
        var held = new Dictionary<ISymbol, ImmutableArray<string>>(SymbolEqualityComparer.Default);
        foreach (var pair in given)
        {
            held[pair.Key] = pair.Value;
        }

        // What a variable holds where it is used depends on the way there, unless it is given one value only.
        var several = FindReassigned(operations);
        foreach (var parameter in several.OfType<IParameterSymbol>())
        {
            held.Remove(parameter);
        }

        foreach (var operation in operations)
        {
            var (variable, value) = operation switch
            {
                IVariableDeclaratorOperation { Symbol: var local, Initializer.Value: var initial } => ((ISymbol?)local, initial),
                ISimpleAssignmentOperation { Target: var target, Value: var assigned } => (VariableOf(target), assigned),
                _ => (null, operation),
            };
            if (
                variable is not null
                && !several.Contains(variable)
                && FindHeld(value, held, depth, cancellationToken) is { IsEmpty: false } path
            )
            {
                held[variable] = path;
            }
        }

        return held;
    }

    private static HashSet<ISymbol> FindReassigned(ImmutableArray<IOperation> operations)
    {
        var assigned = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var several = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var operation in operations)
        {
            ISymbol? variable = operation switch
            {
                IVariableDeclaratorOperation { Initializer: not null, Symbol: var local } => local,
                ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } => local,
                ISimpleAssignmentOperation { Target: IParameterReferenceOperation { Parameter: var parameter } } => parameter,
                _ => null,
            };
            if (variable is not null && (!assigned.Add(variable) || variable is IParameterSymbol))
            {
                several.Add(variable);
            }
        }

        return several;
    }

    /// <summary>True for what only gives its name, in <c>nameof</c>.</summary>
    public static bool IsOnlyNamed(IOperation operation)
    {
        for (var around = operation.Parent; around is not null; around = around.Parent)
        {
            if (around is INameOfOperation)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The method of this compilation that an operation calls, a property's getter too; null for none.</summary>
    public static IMethodSymbol? CalledBy(IOperation operation) =>
        operation switch
        {
            IInvocationOperation { TargetMethod: { DeclaringSyntaxReferences.IsEmpty: false } method } => method.OriginalDefinition,
            IPropertyReferenceOperation { Property: { IsAbstract: false, GetMethod: { } getter } }
                when !getter.DeclaringSyntaxReferences.IsEmpty => getter.OriginalDefinition,
            _ => null,
        };

    private ImmutableArray<string> FindReturned(IMethodSymbol method, int depth, CancellationToken cancellationToken) =>
        _returned.GetOrAdd(new(method, depth), key => FollowReturned(key.Method, key.Depth, cancellationToken));

    private ImmutableArray<string> FollowReturned(IMethodSymbol method, int depth, CancellationToken cancellationToken)
    {
        var operations = _bodies.Find(method, cancellationToken);
        var held = FindVariables(operations, ImmutableDictionary<ISymbol, ImmutableArray<string>>.Empty, depth, cancellationToken);
        return Prepend(
            method,
            operations
                .OfType<IReturnOperation>()
                .Select(static returned => returned.ReturnedValue)
                .OfType<IOperation>()
                .Select(value => FindHeld(value, held, depth, cancellationToken))
        );
    }

    private static ImmutableArray<string> Prepend(IMethodSymbol method, IEnumerable<ImmutableArray<string>> paths) =>
        paths.FirstOrDefault(static path => !path.IsDefaultOrEmpty) is { IsDefaultOrEmpty: false } path
            ? path.Insert(0, NameOf(method))
            : [];

    /// <summary>A method or property as a path names it.</summary>
    public static string NameOf(IMethodSymbol method) => method.AssociatedSymbol?.Name ?? method.Name;

    private static ISymbol? VariableOf(IOperation target) =>
        target switch
        {
            ILocalReferenceOperation { Local: var local } => local,
            IPropertyReferenceOperation { Instance: { } instance } => VariableOf(instance),
            IFieldReferenceOperation { Instance: { } instance } => VariableOf(instance),
            _ => null,
        };

    /// <summary>What makes a volatile value, as its author writes it; null for anything else.</summary>
    private static string? NameOf(IOperation operation) =>
        operation switch
        {
            IPropertyReferenceOperation { Property: var property } when IsVolatile(property) =>
                $"{property.ContainingType.Name}.{property.Name}",
            IInvocationOperation { TargetMethod: var method } when IsVolatile(method) => $"{method.ContainingType.Name}.{method.Name}()",
            IObjectCreationOperation { Type: { Name: "Random" } type, Arguments.IsEmpty: true } when IsIn(type, "System") => "new Random()",
            _ => null,
        };

    private static bool IsVolatile(IPropertySymbol property) =>
        IsIn(property.ContainingType, "System")
        && property.ContainingType.Name switch
        {
            "DateTime" => property.Name is "Now" or "UtcNow" or "Today",
            "DateTimeOffset" => property.Name is "Now" or "UtcNow",
            "Environment" => property.Name is "TickCount" or "TickCount64",
            "Random" => property.Name is "Shared",
            _ => false,
        };

    private static bool IsVolatile(IMethodSymbol method) =>
        method.ContainingType is { } type
        && (
            IsIn(type, "System")
                ? type.Name switch
                {
                    "Guid" => method.Name is "NewGuid" or "CreateVersion7",
                    "TimeProvider" => method.Name is "GetUtcNow" or "GetLocalNow" or "GetTimestamp",
                    _ => false,
                }
            : IsIn(type, "System.Security.Cryptography") ? type.Name == "RandomNumberGenerator"
            : IsIn(type, "System.Diagnostics") ? type.Name == "Stopwatch" && method.Name is "GetTimestamp" or "StartNew"
            : IsIn(type, "System.IO") && type.Name == "Path" && method.Name == "GetRandomFileName"
        );

    private static bool IsIn(ITypeSymbol type, string @namespace) => type.ContainingNamespace?.ToDisplayString() == @namespace;
}
