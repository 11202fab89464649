using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Orchestrator.ExternalResources;

/// <summary>
/// Hashes states under a key. Equal states have equal hashes, and different states have different ones; without the key no one can find a
/// value, however short, by trying. Every part of a state is hashed by itself, so no two states are put together from the same bytes.
/// </summary>
/// <param name="key">The key.</param>
internal sealed class StateHasher(byte[] key)
{
    private enum Part : byte
    {
        Nothing,
        Value,
        List,
        Set,
    }

    /// <summary>The hash of no value.</summary>
    internal byte[] OfNothing() => Hash(Part.Nothing, []);

    /// <summary>The hash of a single value.</summary>
    internal byte[] OfValue(ReadOnlySpan<byte> value) => Hash(Part.Value, value);

    /// <summary>The hash of a text, exactly as it is: not every text has a form in UTF-8.</summary>
    internal byte[] OfText(ReadOnlySpan<char> text) => Hash(Part.Value, MemoryMarshal.AsBytes(text));

    /// <summary>The hash of parts with an order.</summary>
    internal byte[] OfList(IEnumerable<byte[]> parts) => Hash(Part.List, Join(parts));

    /// <summary>The hash of parts without order.</summary>
    internal byte[] OfSet(IEnumerable<byte[]> parts) =>
        Hash(Part.Set, Join(parts.Order(Comparer<byte[]>.Create(static (left, right) => left.AsSpan().SequenceCompareTo(right.AsSpan())))));

    private static byte[] Join(IEnumerable<byte[]> parts) => [.. parts.SelectMany(static part => part)];

    private byte[] Hash(Part part, ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData([(byte)part]);
        hash.AppendData(content);
        return hash.GetHashAndReset();
    }
}
