namespace Orchestrator;

/// <summary>The keys of the state that a step or form uses, as far as its declaration says.</summary>
/// <param name="Reads">The keys that it reads; <c>subscription</c> is the subscription of the process.</param>
/// <param name="Writes">The keys that it writes.</param>
public sealed record DeclaredKeys(IReadOnlyList<string> Reads, IReadOnlyList<string> Writes)
{
    /// <summary>The keys that it removes before it writes.</summary>
    public IReadOnlyList<string> Removes { get; init; } = [];

    /// <summary>True if it takes the whole state, of which its code can read any key.</summary>
    public bool ReadsAnyKey { get; init; }

    /// <summary>True if its code decides which keys it writes.</summary>
    public bool WritesAnyKey { get; init; }

    /// <summary>No keys at all.</summary>
    internal static DeclaredKeys None { get; } = new([], []);
}
