using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using Recs.Core;
using Recs.Core.Serialization;

namespace Recs.Server.Changes;

/// <summary>
/// A place in a site's changes: for each partition the number of the first change not read yet. Opaque to callers, who get
/// it as text of about 2 characters a partition, with a checksum; it stays good over restarts of the server.
/// </summary>
internal sealed class ChangeCursor
{
    private const byte Version = 1;
    private const int ChecksumBytes = 8;

    private readonly SiteId _site;
    private readonly long[] _next;

    /// <param name="site">Whose changes.</param>
    /// <param name="next">By partition; belongs to the cursor from here on.</param>
    /// <param name="first">The partition a page begins with: one after that at which the page before was full.</param>
    public ChangeCursor(SiteId site, long[] next, int first = 0) => (_site, _next, First) = (site, next, first);

    public SiteId Site => _site;

    public int First { get; set; }

    public IReadOnlyList<long> Next => _next;

    public long this[int partition]
    {
        get => _next[partition];
        set => _next[partition] = value;
    }

    public ChangeCursor Copy() => new(_site, [.. _next], First);

    /// <summary>The cursor a text stands for, if it was made for this site and so many partitions, and is whole.</summary>
    public static bool TryRead(string text, SiteId site, int partitions, [NotNullWhen(true)] out ChangeCursor? cursor)
    {
        cursor = null;
        if (!Base64Url.IsValid(text)) return false;
        var bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length < ChecksumBytes) return false;
        var content = bytes.AsSpan(0, bytes.Length - ChecksumBytes);
        try
        {
            if (new BinaryDecoder(bytes.AsSpan(content.Length)).Fixed64() != Hash64.Of(content)) return false;
            return TryRead(content, site, partitions, out cursor);
        }
        catch (StoredFormatException)
        {
            return false;
        }
    }

    public override string ToString()
    {
        var e = new BinaryEncoder(16 + (4 * _next.Length));
        e.Byte(Version);
        e.Fixed64(Hash64.Of(_site.Value));
        e.Count(First);
        e.Count(_next.Length);
        foreach (var next in _next) e.Varint((ulong)next);
        e.Fixed64(Hash64.Of(e.Written));
        return Base64Url.EncodeToString(e.Written);
    }

    private static bool TryRead(ReadOnlySpan<byte> content, SiteId site, int partitions, out ChangeCursor? cursor)
    {
        cursor = null;
        var d = new BinaryDecoder(content);
        if (d.Byte() != Version || d.Fixed64() != Hash64.Of(site.Value)) return false;
        var (first, count) = (d.Varint(), d.Varint());
        if (count != (ulong)partitions || first >= count) return false;
        var next = new long[partitions];
        for (var p = 0; p < next.Length; p++) next[p] = (long)d.Varint();
        d.End();
        cursor = new ChangeCursor(site, next, (int)first);
        return true;
    }
}
