using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Recs.Core.Serialization;

/// <summary>
/// Writes the primitives of the stored formats into a growing buffer: varints (LEB128, signed ones zigzag), little-endian
/// fixed-width numbers, length-prefixed UTF-8 and exact amounts. One instance may be reused after <see cref="Clear"/>.
/// </summary>
public sealed class BinaryEncoder
{
    private byte[] _buffer;
    private int _length;

    public BinaryEncoder(int capacity = 512) => _buffer = new byte[capacity];

    public int Length => _length;

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    public byte[] ToArray() => Written.ToArray();

    public void Clear() => _length = 0;

    public void Byte(byte value) => Reserve(1)[0] = value;

    public void Bool(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void Varint(ulong value)
    {
        var span = Reserve(10);
        var n = 0;
        for (; value >= 0x80; value >>= 7) span[n++] = (byte)(value | 0x80);
        span[n++] = (byte)value;
        _length -= 10 - n;
    }

    public void Count(int value) => Varint((ulong)value);

    public void Signed(long value) => Varint((ulong)((value << 1) ^ (value >> 63)));

    public void Fixed64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Reserve(8), value);

    public void Fixed16(ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(Reserve(2), value);

    public void Single(float value) => BinaryPrimitives.WriteSingleLittleEndian(Reserve(4), value);

    public void Double(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Reserve(8), value);

    /// <summary>Exact, and short where the number is a whole one that is not negative.</summary>
    public void Number(double value)
    {
        var whole = value is >= 0 and < 1L << 53 && double.IsInteger(value) && !double.IsNegative(value);
        Varint(whole ? (ulong)value + 1 : 0);
        if (!whole) Double(value);
    }

    /// <summary>The bytes <see cref="Short"/> needs for a number: those before its trailing zeros.</summary>
    public static int Width(double value) => 8 - (BitOperations.TrailingZeroCount(BitConverter.DoubleToUInt64Bits(value)) / 8);

    /// <summary>The first bytes of a number, the most significant first.</summary>
    public void Short(double value, int width)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteDoubleBigEndian(bytes, value);
        bytes[..width].CopyTo(Reserve(width));
    }

    public void Time(Instant value) => Signed(value.UnixMilliseconds);

    /// <summary>An amount of at most 4 decimal places and 28 significant digits, exact, without trailing zeros mattering.</summary>
    public void Amount(decimal value)
    {
        var scaled = (Int128)(value * 10_000m);
        var zigzag = (UInt128)((scaled << 1) ^ (scaled >> 127));
        for (; zigzag >= 0x80; zigzag >>= 7) Byte((byte)((byte)zigzag | 0x80));
        Byte((byte)zigzag);
    }

    public void Text(string value)
    {
        var size = Encoding.UTF8.GetByteCount(value);
        Count(size);
        Encoding.UTF8.GetBytes(value, Reserve(size));
    }

    /// <summary>Nothing is written apart from the empty text, which therefore is not distinguished from it.</summary>
    public void TextOrNothing(string? value) => Text(value ?? "");

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Count(value.Length);
        value.CopyTo(Reserve(value.Length));
    }

    private Span<byte> Reserve(int size)
    {
        if (_buffer.Length - _length < size)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + size));
        var span = _buffer.AsSpan(_length, size);
        _length += size;
        return span;
    }
}
