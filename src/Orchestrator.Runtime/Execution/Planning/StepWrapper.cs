using System.Collections.Immutable;
using System.Text.Json;

namespace Orchestrator.Execution.Planning;

/// <summary>What stands around a step.</summary>
internal abstract record StepWrapper
{
    private StepWrapper() { }

    /// <summary>Skips the step unless a condition holds.</summary>
    internal sealed record When(Func<State, bool> Condition) : StepWrapper;

    /// <summary>Skips the step unless a condition on the subscription holds.</summary>
    internal sealed record WhenSubscription(SubscriptionCondition Condition) : StepWrapper;

    /// <summary>Runs the step on the object under a key.</summary>
    internal sealed record Focus(string Key) : StepWrapper;

    /// <summary>Goes through the wrappers to the state that the step itself sees. Null when a condition does not hold.</summary>
    /// <param name="wrappers">The wrappers.</param>
    /// <param name="state">The state.</param>
    /// <param name="holds">Asks a condition on the subscription.</param>
    internal static async ValueTask<State?> EnterAsync(
        ImmutableArray<StepWrapper> wrappers,
        State state,
        Func<SubscriptionCondition, Task<bool>> holds
    )
    {
        foreach (var wrapper in wrappers)
        {
            if ((wrapper is WhenSubscription asked && !await holds(asked.Condition)) || Enter([wrapper], state) is not { } inner)
            {
                return null;
            }

            state = inner;
        }

        return state;
    }

    /// <summary>
    /// As above, of a step at which the process already stands: a condition on the subscription has held when it was entered.
    /// </summary>
    internal static State? Enter(ImmutableArray<StepWrapper> wrappers, State state)
    {
        foreach (var wrapper in wrappers)
        {
            switch (wrapper)
            {
                case When gate when !gate.Condition(state):
                    return null;
                case Focus focus:
                    state = Part(state, focus.Key);
                    break;
                default:
                    break;
            }
        }

        return state;
    }

    /// <summary>Puts what the step gave back where it was taken from.</summary>
    internal static State Leave(ImmutableArray<StepWrapper> wrappers, State outer, State inner)
    {
        var keys = wrappers.OfType<Focus>().Select(static focus => focus.Key).ToArray();
        return Put(outer, keys, inner);
    }

    private static State Put(State outer, ReadOnlySpan<string> keys, State inner) =>
        keys.IsEmpty ? inner : outer.With(keys[0], Put(Part(outer, keys[0]), keys[1..], inner).ToElement());

    private static State Part(State state, string key) =>
        !state.TryGetValue(key, out var value) || value.ValueKind == JsonValueKind.Null ? State.Empty
        : value.ValueKind == JsonValueKind.Object ? State.FromJson(value)
        : throw StateException.NoObject(key, value);
}
