namespace Orchestrator.ExternalResources;

/// <summary>A difference, with what is never shown of it.</summary>
/// <param name="Shown">The difference as it is shown.</param>
/// <param name="Hash">Hashes its two values.</param>
internal sealed record FoundDifference(Difference Shown, Func<StateHasher, byte[]> Hash)
{
    /// <summary>The way to it from the state; null for the state itself.</summary>
    internal StatePlace? Place { get; init; }

    /// <summary>
    /// False for a difference within a list whose elements have no key, because the path may lead to another element later.
    /// </summary>
    internal bool HasFixedPlace { get; init; } = true;

    /// <summary>The hash of its two values, which is the same only where both are.</summary>
    internal string HashValues(StateHasher hasher) => Convert.ToHexStringLower(Hash(hasher));
}

/// <summary>A part of the way from a state to a value in it, as the state's JSON has it.</summary>
/// <param name="Member">The name of a member; null for an element.</param>
/// <param name="Desired">The number of an element in the desired list or dictionary; null for one that is not there.</param>
/// <param name="Actual">The number of an element in the actual list or dictionary; null for one that is not there.</param>
/// <param name="Next">The rest of the way; null at the value.</param>
internal sealed record StatePlace(string? Member, int? Desired, int? Actual, StatePlace? Next);
