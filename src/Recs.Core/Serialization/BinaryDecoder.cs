using System.Buffers.Binary;
using System.Text;

namespace Recs.Core.Serialization;

/// <summary>Reads what <see cref="BinaryEncoder"/> wrote. Damaged input throws <see cref="StoredFormatException"/>, never anything else.</summary>
public ref struct BinaryDecoder(ReadOnlySpan<byte> data)
{
    private const long LargestDuration = long.MaxValue / TimeSpan.TicksPerMillisecond;

    private static readonly Int128 LargestScaled = (Int128)decimal.MaxValue;

    private readonly ReadOnlySpan<byte> _data = data;
    private int _position = 0;

    private readonly bool AtEnd => _position == _data.Length;

    public byte Byte() => Take(1)[0];

    public bool Bool() => Byte() != 0;

    public ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var b = Byte();
            value |= (ulong)(b & 0x7f) << shift;
            if (b < 0x80) return value;
        }

        throw Damaged("a varint of more than 10 bytes");
    }

    /// <summary>A count of things that follow; never more than there are bytes left.</summary>
    public int Count()
    {
        var value = Varint();
        if (value > (ulong)(_data.Length - _position)) throw Damaged($"a count of {value} with {_data.Length - _position} bytes left");
        return (int)value;
    }

    public long Signed()
    {
        var value = Varint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public int Int32()
    {
        var value = Signed();
        if (value is < int.MinValue or > int.MaxValue) throw Damaged($"{value} where 32 bits were expected");
        return (int)value;
    }

    public ulong Fixed64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    public ushort Fixed16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public float Single() => BinaryPrimitives.ReadSingleLittleEndian(Take(4));

    public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Take(8));

    public double Number() => Varint() is > 0 and var whole ? whole - 1 : Double();

    public double Short(int width)
    {
        if (width > 8) throw Damaged($"a number of {width} bytes");
        Span<byte> bytes = stackalloc byte[8];
        bytes.Clear();
        Take(width).CopyTo(bytes);
        return BinaryPrimitives.ReadDoubleBigEndian(bytes);
    }

    public Instant Time() => new(Signed());

    public TimeSpan Duration()
    {
        var milliseconds = Signed();
        if (milliseconds is < -LargestDuration or > LargestDuration) throw Damaged($"a duration of {milliseconds} ms");
        return TimeSpan.FromMilliseconds(milliseconds);
    }

    public decimal Amount()
    {
        UInt128 zigzag = 0;
        for (var shift = 0; shift < 126; shift += 7)
        {
            var b = Byte();
            zigzag |= (UInt128)(byte)(b & 0x7f) << shift;
            if (b >= 0x80) continue;
            var scaled = (Int128)(zigzag >> 1) ^ -(Int128)(zigzag & 1);
            if (Int128.Abs(scaled) > LargestScaled) throw Damaged("an amount that no decimal holds");
            return (decimal)scaled / 10_000m;
        }

        throw Damaged("an amount of more than 18 bytes");
    }

    public string Text()
    {
        var span = Take(Count());
        return Encoding.UTF8.GetString(span);
    }

    public string? TextOrNothing()
    {
        var text = Text();
        return text.Length == 0 ? null : text;
    }

    public ReadOnlySpan<byte> Bytes() => Take(Count());

    /// <summary>Nothing may follow.</summary>
    public readonly void End()
    {
        if (!AtEnd) throw Damaged("bytes that belong to nothing");
    }

    private ReadOnlySpan<byte> Take(int size)
    {
        if (size > _data.Length - _position) throw Damaged($"{size} bytes wanted, {_data.Length - _position} left");
        var span = _data.Slice(_position, size);
        _position += size;
        return span;
    }

    private readonly StoredFormatException Damaged(string what) =>
        new($"Stored bytes are damaged at {_position} of {_data.Length}: {what}.");
}
