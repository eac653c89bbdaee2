using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Recs.Core.Visitors;

/// <summary>An order with its hash in one piece, as a merge record carries it: 8 bytes little-endian, then the entry.</summary>
public static class StoredOrders
{
    public static ImmutableArray<byte> Pack(ulong hash, OrderEntry entry)
    {
        var encoded = entry.Encode();
        var bytes = new byte[8 + encoded.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, hash);
        encoded.CopyTo(bytes, 8);
        return [.. bytes];
    }

    public static ulong HashOf(ReadOnlySpan<byte> packed) =>
        packed.Length > 8 ? BinaryPrimitives.ReadUInt64LittleEndian(packed) : throw new StoredFormatException("An order in a merge record is shorter than its hash.");

    public static OrderEntry EntryOf(ReadOnlySpan<byte> packed) => OrderEntry.Decode(packed[8..]);
}
