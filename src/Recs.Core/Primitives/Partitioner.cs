using System.Buffers.Binary;
using System.Text;

namespace Recs.Core;

/// <summary>
/// The partition of a visitor: murmur2(site + NUL + visitor id) as Kafka's Java client computes it (seed 0x9747b28c, sign
/// bit cleared) mod the count that is fixed for the installation. The same in every adapter.
/// </summary>
public static class Partitioner
{
    /// <summary>The partition, 0 to <paramref name="partitions"/> − 1.</summary>
    public static int Of(SiteId site, VisitorId visitor, int partitions)
    {
        Span<byte> buffer = stackalloc byte[768];
        var size = Encoding.UTF8.GetByteCount(site.Value) + 1 + Encoding.UTF8.GetByteCount(visitor.Value);
        var key = size <= buffer.Length ? buffer[..size] : new byte[size];
        var n = Encoding.UTF8.GetBytes(site.Value, key);
        key[n] = 0;
        Encoding.UTF8.GetBytes(visitor.Value, key[(n + 1)..]);
        return (int)((Murmur2(key) & 0x7fffffff) % (uint)partitions);
    }

    /// <summary>MurmurHash2, 32 bits (A. Appleby), with Kafka's seed.</summary>
    public static uint Murmur2(ReadOnlySpan<byte> data)
    {
        const uint m = 0x5bd1e995;
        var h = 0x9747b28cu ^ (uint)data.Length;
        for (; data.Length >= 4; data = data[4..])
        {
            var k = BinaryPrimitives.ReadUInt32LittleEndian(data) * m;
            k = (k ^ (k >> 24)) * m;
            h = (h * m) ^ k;
        }

        if (data.Length >= 3) h ^= (uint)data[2] << 16;
        if (data.Length >= 2) h ^= (uint)data[1] << 8;
        if (data.Length >= 1) h = (h ^ data[0]) * m;
        h = (h ^ (h >> 13)) * m;
        return h ^ (h >> 15);
    }
}
