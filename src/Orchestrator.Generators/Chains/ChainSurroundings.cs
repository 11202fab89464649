using System.Collections.Immutable;

namespace Orchestrator.Generators.Chains;

/// <summary>What stands around an operand of a chain.</summary>
/// <param name="IsConditional">True inside <c>Conditional(...)</c>.</param>
/// <param name="IsFocused">True inside <c>FocusSteps(...)</c>.</param>
/// <param name="FocusKey">The key of the outermost <c>FocusSteps(...)</c>; null for none, or when it is not constant.</param>
/// <param name="Group">The identities of the groups around it, each with a slash after it; null when one of them is not constant.</param>
/// <param name="GroupName">The name of the outermost group; null for none, or when it is not constant.</param>
internal sealed record ChainSurroundings(bool IsConditional, bool IsFocused, string? FocusKey, string? Group, string? GroupName)
{
    public static ChainSurroundings None { get; } = new(IsConditional: false, IsFocused: false, FocusKey: null, Group: "", GroupName: null);

    /// <summary>The conditions around it that read keys of the state which it sees, the outermost first.</summary>
    public ImmutableArray<ChainCondition> Conditions { get; init; } = [];

    /// <summary>What stands around an operand of a chain that itself stands in these.</summary>
    public ChainSurroundings Add(ChainSurroundings inner) =>
        new(
            IsConditional || inner.IsConditional,
            IsFocused || inner.IsFocused,
            IsFocused ? FocusKey : inner.FocusKey,
            Group is null || inner.Group is null ? null : Group + inner.Group,
            GroupName ?? inner.GroupName
        )
        {
            Conditions =
                IsFocused || inner.Conditions.IsEmpty ? Conditions
                : IsConditional ? [.. Conditions, .. inner.Conditions.Select(static condition => condition.WhenAsked())]
                : inner.Conditions,
        };

    /// <summary>True when the same conditions stand around both, as far as they are seen.</summary>
    public bool HasConditionsOf(ChainSurroundings other) =>
        !Conditions.IsEmpty
        && Conditions.All(static condition => condition.Syntax is not null)
        && Conditions.Select(static condition => condition.Syntax).SequenceEqual(other.Conditions.Select(static other => other.Syntax));

    /// <summary>True when one of the conditions is about a key.</summary>
    public bool Asks(string key) => Conditions.Any(condition => condition.Asks(key));

    /// <summary>True when one of the conditions may be about what a key holds.</summary>
    public bool AsksForTypeOf(string key) => Conditions.Any(condition => condition.AsksForTypeOf(key));
}
