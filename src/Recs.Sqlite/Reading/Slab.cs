namespace Recs.Sqlite.Reading;

/// <summary>Copies of many small byte strings in few arrays.</summary>
internal sealed class Slab
{
    private const int FirstSize = 1024;
    private const int MaxSize = 64 * 1024;

    private byte[] _array = [];
    private int _used;

    public ReadOnlyMemory<byte> Copy(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _array.Length - _used)
        {
            if (bytes.Length > MaxSize / 4) return bytes.ToArray();
            _array = GC.AllocateUninitializedArray<byte>(Math.Clamp(Math.Max(_array.Length * 2, bytes.Length), FirstSize, MaxSize));
            _used = 0;
        }

        var copy = _array.AsMemory(_used, bytes.Length);
        bytes.CopyTo(copy.Span);
        _used += bytes.Length;
        return copy;
    }
}
