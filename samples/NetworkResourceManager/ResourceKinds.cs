using System.Collections.Frozen;

namespace NetworkResourceManager;

/// <summary>What the resource manager keeps.</summary>
internal static class ResourceKinds
{
    internal const string Nodes = "nodes";

    private static readonly FrozenSet<string> Known = [Nodes, "ports", "core-links", "l2vpns", "nsip2ps"];

    /// <summary>What can fail beside the writes of every kind: reading the interfaces of nodes, and the tests of links.</summary>
    internal const string Interfaces = "interfaces";
    internal const string Tests = "tests";

    internal static IEnumerable<string> All => Known.Order(StringComparer.Ordinal);

    internal static bool CanFail(string kind) => kind is Interfaces or Tests || Contains(kind);

    internal static bool Contains(string kind) => Known.Contains(kind);

    internal static ErrorBody Unknown(string kind) => new($"'{kind}' is not a kind; the kinds are {string.Join(", ", All)}.");
}
