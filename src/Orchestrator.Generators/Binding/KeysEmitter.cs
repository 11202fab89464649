using Orchestrator.Generators.Collections;
using Orchestrator.Generators.CSharp;

namespace Orchestrator.Generators.Binding;

/// <summary>
/// Writes the keys that a step or form uses, as its parameters and its result say. What its code reads from a whole state is left out:
/// nothing that is emitted depends on the body of a method.
/// </summary>
internal static class KeysEmitter
{
    private const string Subject = "subscription";

    /// <summary>The keys as arguments; null when there are none.</summary>
    /// <param name="invocation">How the method is called.</param>
    /// <param name="removes">The keys that it takes out of the state.</param>
    public static string? TryWrite(InvocationModel invocation, EquatableArray<string> removes)
    {
        string[] reads =
        [
            .. invocation
                .Parameters.Where(static parameter => IsKey(parameter.Kind))
                .Select(static parameter => parameter.Key)
                .Distinct(StringComparer.Ordinal),
        ];
        string[] writes = invocation.Result.Kind switch
        {
            ResultKind.Subscription => [Subject],
            ResultKind.Keys => [.. invocation.Result.Keys.Select(static key => key.Key).Distinct(StringComparer.Ordinal)],
            _ => [],
        };
        string[] more =
        [
            .. removes.Count > 0 ? [$"Removes = {List(removes)}"] : (IEnumerable<string>)[],
            .. invocation.Parameters.Any(static parameter => parameter.Kind == ParameterKind.State)
                ? ["ReadsAnyKey = true"]
                : (IEnumerable<string>)[],
            .. invocation.Result.Kind == ResultKind.State ? ["WritesAnyKey = true"] : (IEnumerable<string>)[],
        ];
        var both = $"{List(reads)}, {List(writes)}";
        return reads.Length + writes.Length + more.Length == 0 ? null
            : more.Length == 0 ? both
            : $"new global::Orchestrator.DeclaredKeys({both}) {{ {string.Join(", ", more)} }}";
    }

    private static bool IsKey(ParameterKind kind) =>
        kind is ParameterKind.Value or ParameterKind.OptionalValue or ParameterKind.Subscription or ParameterKind.OptionalSubscription;

    private static string List(IEnumerable<string> keys) => $"[{string.Join(", ", keys.Select(Literals.Text))}]";
}
