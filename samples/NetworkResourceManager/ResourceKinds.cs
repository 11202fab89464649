using System.Collections.Frozen;

namespace NetworkResourceManager;

/// <summary>What the resource manager keeps.</summary>
internal static class ResourceKinds
{
    private static readonly FrozenSet<string> Known = ["nodes", "ports", "core-links", "l2vpns", "nsip2ps"];

    internal static bool Contains(string kind) => Known.Contains(kind);

    internal static ErrorBody Unknown(string kind) =>
        new($"'{kind}' is not a kind; the kinds are {string.Join(", ", Known.Order(StringComparer.Ordinal))}.");
}
