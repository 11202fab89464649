using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ExampleOrchestrator.Products;

/// <summary>A set of VLANs, written as numbers and ranges: <c>10-20,30</c>.</summary>
public sealed class VlanRanges : IEquatable<VlanRanges>
{
    public const int First = 2;
    public const int Last = 4094;

    private readonly SortedSet<int> _vlans;

    private VlanRanges(SortedSet<int> vlans) => _vlans = vlans;

    /// <summary>A set of some VLANs.</summary>
    public static VlanRanges Of(params IEnumerable<int> vlans) => new([.. vlans]);

    /// <exception cref="FormatException">The text is not ranges of VLANs.</exception>
    public static VlanRanges Parse(string text) =>
        TryParse(text, out var ranges, out var problem) ? ranges : throw new FormatException(problem);

    /// <summary>Reads ranges, or says what is wrong with them and how to write them.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out VlanRanges? ranges, [NotNullWhen(false)] out string? problem)
    {
        (ranges, problem) = (null, null);
        var vlans = new SortedSet<int>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var ends = part.Split('-', StringSplitOptions.TrimEntries);
            if (ends.Length > 2 || !TryParse(ends[0], out var first) || !TryParse(ends[^1], out var last))
            {
                problem = $"'{part}' is neither a VLAN nor a range. Write ranges like 10-20,30.";
                return false;
            }

            if (first > last || first < First || last > Last)
            {
                problem = $"'{part}' is not a range of VLANs. VLANs are {First} to {Last}, the lower one first.";
                return false;
            }

            vlans.UnionWith(Enumerable.Range(first, last - first + 1));
        }

        ranges = new(vlans);
        return true;
    }

    public bool Contains(int vlan) => _vlans.Contains(vlan);

    /// <summary>The VLANs that both have.</summary>
    public VlanRanges Intersect(VlanRanges other) => new([.. _vlans.Intersect(other._vlans)]);

    /// <summary>The VLANs that are not in the other.</summary>
    public VlanRanges Except(VlanRanges other) => new([.. _vlans.Except(other._vlans)]);

    /// <summary>The VLANs that at least one of some sets has.</summary>
    public static VlanRanges Union(IEnumerable<VlanRanges> sets) => new([.. sets.SelectMany(static set => set._vlans)]);

    public bool IsEmpty => _vlans.Count == 0;

    /// <summary>The VLANs, the lowest first.</summary>
    public IReadOnlyCollection<int> Vlans => _vlans;

    public bool Equals(VlanRanges? other) => other is not null && _vlans.SetEquals(other._vlans);

    public override bool Equals(object? obj) => Equals(obj as VlanRanges);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>The shortest text of this set: adjacent VLANs are one range.</summary>
    public override string ToString()
    {
        var ranges = new List<(int First, int Last)>();
        foreach (var vlan in _vlans)
        {
            if (ranges.Count > 0 && ranges[^1].Last == vlan - 1)
            {
                ranges[^1] = (ranges[^1].First, vlan);
            }
            else
            {
                ranges.Add((vlan, vlan));
            }
        }

        return string.Join(
            ',',
            ranges.Select(static range => range.First == range.Last ? $"{range.First}" : $"{range.First}-{range.Last}"));
    }

    private static bool TryParse(string text, out int vlan) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out vlan);
}
