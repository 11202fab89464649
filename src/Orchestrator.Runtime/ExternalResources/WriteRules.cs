namespace Orchestrator.ExternalResources;

/// <summary>Additional rules of an apply.</summary>
/// <param name="Force">Whether it writes although nothing differs.</param>
/// <param name="BeforeWrite">Is called with the comparison before a write, and throws to reject it; may be null.</param>
/// <param name="Deviations">Reads which differences are left alone.</param>
internal sealed record WriteRules(bool Force, Action<ResourceComparison>? BeforeWrite, IDeviationReader Deviations)
{
    /// <summary>Whether an object is written although nothing that can be read differs: its state has values that cannot be read.</summary>
    internal bool WritesUnread { get; init; }

    /// <summary>Whether an object that was never created is refused instead of created.</summary>
    internal bool OnlyKnown { get; init; }

    /// <summary>
    /// The key of the state that a later step would have to store in the subscription, where none does: an object that the subscription
    /// does not identify before is then refused instead of created. Null otherwise.
    /// </summary>
    internal string? LostKey { get; init; }

    /// <summary>Whether a later step reads the object back, after the external system has called back.</summary>
    internal bool AwaitsCallback { get; init; }
}
