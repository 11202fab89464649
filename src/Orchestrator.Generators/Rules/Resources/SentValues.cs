using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Resources;

/// <summary>Finds the calls that send a value to a service that is another one each time it is made.</summary>
internal sealed class SentValues(VolatileFlow flow, MethodOperations bodies)
{
    /// <summary>More calls than that inside each other are not followed.</summary>
    private const int MaxDepth = 8;

    /// <summary>How the end of a path begins that leads to a parameter, whose own path only the caller knows.</summary>
    private const string OfParameter = "\0";

    /// <summary>With which words the names of calls begin that only ask, wait or measure.</summary>
    private static readonly string[] Questions =
    [
        "Get",
        "Find",
        "Read",
        "List",
        "Query",
        "Search",
        "Count",
        "Exists",
        "Is",
        "Has",
        "Can",
        "Check",
        "Contains",
        "TryGet",
        "TryFind",
        "TryRead",
        "Wait",
        "Delay",
        "Record",
        "Observe",
        "Measure",
        "Track",
        "Log",
    ];

    /// <summary>Parameters that say how long a call may take. They are not what is sent.</summary>
    private static readonly string[] Limits = ["deadline", "timeout"];

    // Methods that call each other are reached in many ways, and each way would be followed by itself.
    private readonly ConcurrentDictionary<(MethodAtDepth Method, string Services, string Given), ImmutableArray<string>> _sent = new();

    /// <summary>That of a compilation, which follows each method once.</summary>
    public static SentValues Of(CompilationReader reader) =>
        reader.Get(static reader => new SentValues(VolatileFlow.Of(reader), MethodOperations.Of(reader)));

    /// <summary>The calls of a step that send a volatile value, with the path to where it is made.</summary>
    /// <param name="step">The step.</param>
    /// <param name="services">Its parameters that are services.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public IEnumerable<(IOperation Place, ImmutableArray<string> Path)> Find(
        IMethodSymbol step,
        IReadOnlyCollection<IParameterSymbol> services,
        CancellationToken cancellationToken
    ) => Find(step, services, ImmutableDictionary<ISymbol, ImmutableArray<string>>.Empty, MaxDepth, cancellationToken);

    private IEnumerable<(IOperation Place, ImmutableArray<string> Path)> Find(
        IMethodSymbol method,
        IReadOnlyCollection<IParameterSymbol> services,
        IReadOnlyDictionary<ISymbol, ImmutableArray<string>> given,
        int depth,
        CancellationToken cancellationToken
    )
    {
        var operations = bodies.Find(method, cancellationToken);
        var held = flow.FindVariables(operations, given, cancellationToken);
        foreach (var call in operations.OfType<IInvocationOperation>())
        {
            // The receiver of an extension method is its first argument.
            var receiver = call.Instance ?? (call.TargetMethod.IsExtensionMethod ? call.Arguments.FirstOrDefault()?.Value : null);
            var path =
                receiver is not null && IsService(receiver, services) ? FindArgument(call, receiver, held, cancellationToken)
                : depth > 0 && VolatileFlow.CalledBy(call) is { } called
                    ? FindInside(called, call, services, held, depth - 1, cancellationToken)
                : [];
            if (!path.IsEmpty)
            {
                yield return (call, path);
            }
        }
    }

    /// <summary>The path to a volatile value among the arguments of a call that does not only ask.</summary>
    private ImmutableArray<string> FindArgument(
        IInvocationOperation call,
        IOperation receiver,
        IReadOnlyDictionary<ISymbol, ImmutableArray<string>> held,
        CancellationToken cancellationToken
    ) =>
        Questions.Any(question => BeginsWith(call.TargetMethod.Name, question)) ? []
        : call
            .Arguments.Where(argument => argument.Value != receiver && !Limits.Contains(argument.Parameter?.Name))
            .Select(argument => flow.FindHeld(argument.Value, held, cancellationToken))
            .FirstOrDefault(static path => !path.IsDefaultOrEmpty)
            is { IsDefaultOrEmpty: false } sent
            ? sent
        : [];

    /// <summary>The path to a volatile value that a method sends to a service that it is given.</summary>
    private ImmutableArray<string> FindInside(
        IMethodSymbol called,
        IInvocationOperation call,
        IReadOnlyCollection<IParameterSymbol> services,
        IReadOnlyDictionary<ISymbol, ImmutableArray<string>> held,
        int depth,
        CancellationToken cancellationToken
    )
    {
        var arguments = call.Arguments.Where(static argument => argument.Parameter is not null).ToArray();
        IParameterSymbol[] passed =
        [
            .. arguments.Where(argument => IsService(argument.Value, services)).Select(argument => ParameterOf(called, argument)),
        ];
        if (passed.Length == 0)
        {
            return [];
        }

        var given = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
        var inner = new Dictionary<ISymbol, ImmutableArray<string>>(SymbolEqualityComparer.Default);
        foreach (var argument in arguments)
        {
            if (flow.FindHeld(argument.Value, held, cancellationToken) is { IsEmpty: false } path)
            {
                var parameter = ParameterOf(called, argument);
                var mark = OfParameter + parameter.Ordinal.ToString(CultureInfo.InvariantCulture);
                given[mark] = path;
                inner[parameter] = [mark];
            }
        }

        var sent = _sent.GetOrAdd(
            (
                new(called, depth),
                string.Join(",", passed.Select(static parameter => parameter.Ordinal).OrderBy(static ordinal => ordinal)),
                string.Join(",", given.Keys.OrderBy(static mark => mark, StringComparer.Ordinal))
            ),
            _ => Find(called, passed, inner, depth, cancellationToken).FirstOrDefault().Path
        );
        return sent.IsDefaultOrEmpty ? []
            : given.TryGetValue(sent[sent.Length - 1], out var made)
                ? sent.RemoveAt(sent.Length - 1).AddRange(made).Insert(0, VolatileFlow.NameOf(called))
            : sent.Insert(0, VolatileFlow.NameOf(called));
    }

    // Cancel does not begin with the word Can.
    private static bool BeginsWith(string name, string word) =>
        name.StartsWith(word, StringComparison.Ordinal) && (name.Length == word.Length || !char.IsLower(name[word.Length]));

    private static IParameterSymbol ParameterOf(IMethodSymbol called, IArgumentOperation argument) =>
        MethodOperations.Implemented(called).Parameters[argument.Parameter!.Ordinal];

    private static bool IsService(IOperation value, IReadOnlyCollection<IParameterSymbol> services) =>
        value switch
        {
            IParameterReferenceOperation { Parameter: var parameter } => services.Contains(parameter, SymbolEqualityComparer.Default),
            IConversionOperation { Operand: var converted } => IsService(converted, services),
            IMemberReferenceOperation { Instance: { } instance } => IsService(instance, services),
            _ => false,
        };
}
