using System.Buffers.Binary;

namespace Orchestrator.Storage.Subscriptions;

/// <summary>
/// The ids of the rows of a list of values. The table, which is that of orchestrator-core, has no column for a position, so the ids of a
/// list that this engine writes are in its order.
/// </summary>
internal static class ListIds
{
    private const int PositionAt = 12;
    private const int TimeOrdered = 7;

    /// <summary>Makes the ids of a list: they are equal except for their last four bytes, which count.</summary>
    internal static IEnumerable<Guid> Make(int count)
    {
        var bytes = Guid.CreateVersion7().ToByteArray(bigEndian: true);
        for (var position = 0; position < count; position++)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(PositionAt), position);
            yield return new(bytes, bigEndian: true);
        }
    }

    /// <summary>
    /// Brings the values of lists into their order: that of the ids, or of the texts where orchestrator-core has written them, whose ids
    /// are random and which reads them so.
    /// </summary>
    internal static IEnumerable<StoredValue> Order(IEnumerable<StoredValue> values) =>
        values
            .OrderBy(static value => value.Id.Version == TimeOrdered)
            .ThenBy(static value => value.Id.Version == TimeOrdered ? "" : value.Text, StringComparer.Ordinal)
            .ThenBy(static value => value.Id);
}

/// <summary>A row of a value.</summary>
/// <param name="Id">The row's id.</param>
/// <param name="Instance">The block.</param>
/// <param name="Name">The member.</param>
/// <param name="Text">The value.</param>
internal sealed record StoredValue(Guid Id, Guid Instance, string Name, string Text);
