using System.Text.Json.Nodes;

namespace NetworkResourceManager;

/// <summary>
/// What the resource manager finds when it asks a node. In this example no node is there, so it says what the vendor delivers.
/// </summary>
internal static class Equipment
{
    private const int TenGigabit = 10_000;
    private const int HundredGigabit = 100_000;

    /// <summary>The interfaces of a node, named as its vendor does.</summary>
    internal static IReadOnlyList<NodeInterface> ReadInterfaces(JsonObject node) =>
        node["vendor"]?.ToString() == "cisco"
            ? [.. Number(8, "TenGigE0/0/0/", 0, TenGigabit), .. Number(4, "HundredGigE0/0/1/", 0, HundredGigabit)]
            : [.. Number(8, "1/1/", 1, TenGigabit), .. Number(4, "1/2/", 1, HundredGigabit)];

    private static IEnumerable<NodeInterface> Number(int count, string prefix, int first, int speed) =>
        Enumerable.Range(first, count).Select(number => new NodeInterface($"{prefix}{number}", speed));
}

/// <summary>An interface of a node.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Speed">Its speed, in Mbit/s.</param>
internal sealed record NodeInterface(string Name, int Speed);
