namespace Orchestrator.ExternalResources;

/// <summary>The differences of one subscription that are accepted at one time.</summary>
/// <param name="stored">What was accepted.</param>
/// <param name="hasher">How the values were hashed.</param>
internal sealed class AcceptedDeviations(IReadOnlyList<StoredDeviation> stored, StateHasher hasher)
{
    /// <summary>Finds who has accepted a difference; null when no one has, or only with other values.</summary>
    /// <param name="resource">The identity of the resource.</param>
    /// <param name="difference">The difference.</param>
    internal AcceptedDeviation? Find(string resource, FoundDifference difference) =>
        stored
            .FirstOrDefault(deviation =>
                deviation.Resource == resource
                && deviation.Path == difference.Shown.Path
                && deviation.Values == difference.HashValues(hasher)
            )
            ?.Accepted;
}

/// <summary>An accepted deviation as it is stored.</summary>
/// <param name="Resource">The identity of the resource.</param>
/// <param name="Path">The path of the difference.</param>
/// <param name="Values">The hash of the desired and the actual value.</param>
/// <param name="Accepted">The user who accepted it.</param>
internal sealed record StoredDeviation(string Resource, string Path, string Values, AcceptedDeviation Accepted);
